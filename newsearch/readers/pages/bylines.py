"""Bylines: who wrote a page's article, and from where it was taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsearch.readers.pages.names import (
    INITIALS,
    JOINT,
    are_names,
    is_department,
    is_group,
)
from newsearch.readers.pages.phrases import PLACES, SECTIONS
from newsearch.sources.names import host_of, normalize_source
from newsearch.sources.papers import paper_named

_WRITING = (
    r"(?:tin|bài|bài viết|tin bài|nội dung|thực hiện|tác giả(?: bài viết)?|tổng hợp|người viết"
    r"|phóng viên|pv"
    r"|ctv|btv|nhóm pv|nhóm phóng viên|nhóm tác giả|biên dịch|lược dịch|biên tập|ghi chép|author"
    r"|by|text)"
)
_SHOWING = (
    r"(?:ảnh|hình ảnh|hình|ảnh minh họa|video|clip|đồ họa|đồ hoạ|thiết kế|infographic|photo|photos"
    r"|kỹ thuật|trình bày|dựng|quay phim|minh họa)"
)
_ROLES = rf"(?:{_WRITING}|{_SHOWING})(?:\s?(?:,|và|&|-|–|/|\+)\s?(?:{_WRITING}|{_SHOWING})){{0,3}}"
_LABEL = re.compile(rf"(?:^|(?<=[\s;,.|/(–-]))(?P<roles>{_ROLES})\s?[:：]\s*", re.IGNORECASE)
_WRITES = re.compile(rf"\b{_WRITING}\b", re.IGNORECASE)
_ROLE_IN_FRONT = re.compile(
    r"^(?:pv|p\.v|phóng viên|ctv|cộng tác viên|btv|biên tập viên|nhà báo|tác giả|by|bởi"
    r"|(?:đăng|viết|thực hiện) bởi|(?:posted|written) by)\s+(?=\S)"
    r"(?:báo\s)?",
    re.IGNORECASE,
)
# "(tổng hợp)", "(theo Reuters, AP)", "(từ Tokyo, Nhật Bản)" behind a name, often glued to it.
_NOTE = re.compile(
    r"\s*[-–,]?\s*\((?P<note>(?:(?:(?:tổng hợp|lược dịch|biên dịch|dịch|lược ghi|t/h)\s)?"
    r"(?:theo|(?<=\s)từ)\s+(?P<origin>[^()]{2,80}))|tổng hợp[^()]{0,40}|t/h|th"
    r"|thực hiện"
    r"|ghi|lược ghi|lược dịch|dịch|biên dịch|biên tập|st|sưu tầm|từ\s[^()]{2,60}"
    r"|[^()]{2,60}(?:tổng hợp|ghi|dịch)|nguồn\s?:\s?(?:tổng hợp|(?P<named>[^()]{2,60}))"
    r"|(?:vp|văn phòng|ubnd|phòng|ban|trung tâm|tt|đài|công an|ca|sở|hội|trường|đoàn|huyện|xã"
    r"|phường|thị trấn|ctv|pv|cổng)\s[^()]{1,60}|ctv|pv"
    r"|(?P<paper>[^()]{2,40}))\)?\s*\.?$",
    re.IGNORECASE,
)
_SOURCE_NOTE = re.compile(r"\(nguồn\s?:[^():]{2,60}\)\.?$", re.IGNORECASE)
_WORD_BEHIND = re.compile(
    r"\s+(?:tổng hợp|thực hiện|lược dịch|biên dịch|lược ghi|ghi|dịch|t/h)$"
    r"|\s*[-–,]?\s+theo\s+(?P<origin>[^()]{2,60})$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"[(\[]?\s?theo\s?:?\s(?!dõi\b|đó\b)(?P<name>[^()]{2,60}?)"
    r"(?:\s?\((?P<paper>[^()]{2,40})\))?\s?(?:copy link|lấy link!?)?\s?[)\]]?\.?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\s*[-–|,(]?\s*(?:e-?mail\s?:?\s*)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,4}\)?")
# A name at the end of the last paragraph: "... về vụ việc này. GIA MINH".
_TAIL_CAPITALS = re.compile(
    r"(?<=[.!?…”\"/])\s+(?P<name>[^\W\d_]{2,10}(?:\s[^\W\d_]{2,10}){1,3}"
    r"|PV|P\.V\.?|(?:[A-ZĐ]\.){2,4}[A-ZĐ]?|[A-ZĐ]\.[A-ZĐ])\.?$"
)
# "... trước mùa nước tới. Lê Na": no sentence, for it has no period.
_TAIL_NAME = re.compile(
    r"(?:(?P<last>\b[^\W\d_]{2,12})|[”\"])[.!?…][”\"]?\s?"
    r"(?P<name>[^\W\d_a-z][^\W\d_]{0,8}(?:\s[^\W\d_a-z][^\W\d_]{0,8}){1,3})$"
)
_ABBREVIATED = frozenset(("tp", "tx", "tt", "st", "ts", "ths", "gs", "bs", "dr", "mr", "ms"))
_SHORTEST_SIGNED = 60
_TAIL_SLASH = re.compile(
    r"\.?/\.?\s*(?P<name>[^\W\d_][^\W\d_]{0,9}(?:\s[^\W\d_]{1,10}){1,4})(?:\s?[/(–-].{0,40})?$"
)
_TAIL_FROM = re.compile(
    r"\s*[(\[](?P<theo>theo\s+)?(?P<name>[^()\[\]]{2,60})[)\]]\.?$", re.IGNORECASE
)
# "Lê Na - Phóng viên", "Lê Na | Báo Miền Nam", "Lê Na - TTXVN".
_OFFICE = re.compile(
    r"\s[-–|,]\s(?:(?P<role>(?:phóng viên|pv|ctv|cộng tác viên|btv|biên tập viên|nhà báo)\b.{0,30})"
    r"|(?P<paper>[^-–|,]{2,40}))$",
    re.IGNORECASE,
)
_PAPER_WORDS = ("báo ", "tạp chí ", "trang ", "đài ", "kênh ", "website ", "cổng ")
_LONGEST_PAPER = 50
_MOST_PAPER_WORDS = 8
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """The author that a line names, and the paper or agency that the text was taken from."""

    author: str = ""
    source: str = ""


def byline(text: str, *, placed: bool = False) -> Byline | None:
    """A whole line read as a byline, or None when it is none.

    ``placed`` says that the line stands where only a byline does (beside the date): there a
    department signs, too.

    >>> byline("Hà Thu (tổng hợp)")
    Byline(author='Hà Thu', source='')
    >>> byline("Phiên An (theo Reuters, AP)")
    Byline(author='Phiên An', source='Reuters, AP')
    """
    return _byline(text, placed) if 2 <= len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _byline(text: str, placed: bool) -> Byline | None:
    if "@" in text:
        text = _MAIL.sub("", text)
    text = text.strip(" .*_–—-|•●▪►") if text[-1:] != "." or not INITIALS.fullmatch(text) else text
    taken = _FROM.fullmatch(text) if "heo" in text[:7] or "HEO" in text[:7] else None
    if taken:
        return _taken(taken["name"].strip(" .:"), taken["paper"] or "")
    if text[:1] == "(" and text[-1:] == ")" and "(" not in text[1:]:
        text = text[1:-1].strip()
        paper = paper_named(text.split("/", 1)[0])
        if paper and "." not in text:
            return Byline(source=text)
    if not text or not (text[0].isupper() or ":" in text):
        return None
    text, behind = _without_office(text)
    name, writes = (text, True) if _SOURCE_NOTE.search(text) else _labelled(text)
    if not writes:
        return None
    name, origin = _without_note(_ROLE_IN_FRONT.sub("", name, count=1) or name)
    origin = origin or behind
    if not name or (len(name) > 80):
        return None
    if name != text and ":" in text and name[0].isupper() and _may_be_labelled(name):
        return Byline(name, origin)
    lower = name.lower()
    if lower in SECTIONS or lower in PLACES:
        return None
    if not is_group(name) and (paper_named(name) or _is_desk(name)):
        return Byline(source=name)
    if is_group(name) or are_names(name):
        return Byline(name, origin)
    if placed and is_department(name):
        return Byline(name, origin)
    return None


def _is_desk(name: str) -> bool:
    """Whether a name is that of a paper's desk: its letters and a place (*VOV Tây Bắc*)."""
    paper, _, place = name.partition(" ")
    known = bool(place) and len(paper) > 2 and paper.isupper() and paper_named(paper) is not None
    return known and are_names(place) and not place.isupper()


def _without_office(text: str) -> tuple[str, str]:
    """A name without what follows behind a bar or dash: a role, or the paper, which is given."""
    office = _OFFICE.search(text)
    if not office or not are_names(text[: office.start()]):
        return text, ""
    name = text[: office.start()]
    if office["role"]:
        return name, ""
    words = office["paper"].strip()
    known = paper_named(words) is not None and not paper_named(name)
    if known and " " in name:
        return name, words
    return (name, words) if words.lower().startswith(_PAPER_WORDS) else (text, "")


def _taken(name: str, paper: str) -> Byline | None:
    """What *Theo …* names: a paper or an agency, or else the person whose text it is."""
    person, slash, behind = name.partition("/")
    if slash and are_names(person) and not paper_named(person):
        return Byline(person.strip(), behind.strip())
    if paper and are_names(name) and not paper_named(name):
        return Byline(name, paper)
    host = host_of(name)
    if host:
        return Byline(source=host)
    person, dash, behind = name.rpartition(" - ")
    if dash and " " in person and are_names(person) and _is_paper(behind) and not _is_paper(person):
        return Byline(person.strip(), behind.strip())
    if " " in name and are_names(name) and not _is_paper(name):
        return Byline(author=name)
    return Byline(source=name) if _may_be_paper(name) else None


def _may_be_paper(name: str) -> bool:
    """Whether what stands behind *Theo* may be a paper's name rather than a sentence."""
    if len(name) > _LONGEST_PAPER or ("," in name.strip(",") and not _is_paper(name)):
        return False
    begins = name[0].isupper() or name[0].isdigit() or name.lower().startswith(_PAPER_WORDS)
    return begins and name.count(" ") < _MOST_PAPER_WORDS


def _is_paper(name: str) -> bool:
    return any(paper_named(part) for part in JOINT.split(name) if part)


def _labelled(text: str) -> tuple[str, bool]:
    """The names behind the labels that stand for writing (*Bài: X; ảnh: Y*): X."""
    if ":" not in text and "：" not in text:
        return text, True
    labels = list(_LABEL.finditer(text))
    if not labels:
        return text, ":" not in text
    pieces: list[str] = []
    before = text[: labels[0].start()].strip(" ;,.|-–/(")
    if before:  # "Hà Lan - Ảnh: Vũ Minh"
        pieces.append(before)
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        if _WRITES.search(label["roles"]):
            pieces.append(text[label.end() : end].strip(" ;,.|-–/("))
    if before and not are_names(before):
        return "", False
    return ", ".join(dict.fromkeys(piece for piece in pieces if piece)), bool(pieces)


def _without_note(name: str) -> tuple[str, str]:
    """A name without the note behind it, and the origin that the note states."""
    origin = ""
    note = _NOTE.search(name) if "(" in name else None
    if note:
        if note["origin"]:
            origin = note["origin"].strip(" .")
        elif note["named"]:
            if not _is_paper(note["named"].split("/", 1)[0]):
                return "", ""  # whose picture it is
            origin = note["named"].strip(" .")
        elif note["paper"]:
            if not _is_paper(note["paper"].split("/", 1)[0]) and "/" not in note["paper"]:
                return "", ""
            origin = note["paper"].strip()
        name = name[: note.start()]
    behind = _WORD_BEHIND.search(name)
    if behind:
        origin = origin or (behind["origin"] or "").strip(" .")
        name = name[: behind.start()]
    person, slash, paper = name.partition("/")
    if slash and (paper_named(_first_word(paper)) or paper_named(paper.strip().split("/", 1)[0])):
        name, origin = person, origin or paper.strip()
    elif slash:
        name = name.replace("/", ", ")
    return name.strip(" .*–—-,;") if not INITIALS.fullmatch(name.strip()) else name.strip(), origin


def _first_word(name: str) -> str:
    return re.split(r"[/(\s-]", name.strip(), maxsplit=1)[0]


def _may_be_labelled(name: str) -> bool:
    words = name.split()
    return len(words) <= 14 and sum(word[0].isupper() for word in words) * 2 >= len(words)


def source_line(text: str) -> str:
    """The source that a line such as *Nguồn tin: haiphong.gov.vn* names, else ``""``."""
    return normalize_source(source_words(text))


def source_words(text: str) -> str:
    """The source that such a line names, as it is printed there, else ``""``."""
    match = _SOURCE.fullmatch(text) if len(text) <= 200 and _MAY_NAME_SOURCE(text) else None
    if not match:
        return ""
    name = " ".join(_LINK_WORDS.sub(" ", match["name"]).split()).strip(" .\"'“”")
    return "" if name.lower() in _NO_SOURCE else name


_SOURCE = re.compile(
    r"\(?(?:nguồn(?: tin| bài| bài viết| tin bài| gốc| trích dẫn| tham khảo)?|source|dẫn nguồn"
    r"|theo nguồn)\s?[:：]\s*(?P<name>\S.{1,160}?)\s?\)?\.?",
    re.IGNORECASE,
)
_MAY_NAME_SOURCE = re.compile(r"\(?(?:ngu|sou|dẫn|theo)", re.IGNORECASE).match
_LINK_WORDS = re.compile(r"\s?(?:copy link|lấy link!?|sao chép(?: liên kết)?)\s?", re.IGNORECASE)
_NO_SOURCE = frozenset(("internet", "tổng hợp", "sưu tầm", "mạng xã hội", "mxh", "st", "facebook"))
_ORIGINAL = re.compile(
    r"(?:link (?:bài )?gốc|link nguồn|xem bài gốc(?: tại)?|bài (?:viết )?gốc|đường dẫn gốc"
    r"|original(?: article| link)?)\s?:?\s?(?:lấy link!?|copy link)?\s?"
    r"(?P<url>https?://\S{4,1000})(?:\s.{0,40})?",
    re.IGNORECASE,
)


def original_link(text: str) -> str:
    """The host in a line that links the text's first printing (*Link bài gốc …*), else ``""``."""
    match = _ORIGINAL.fullmatch(text) if "http" in text[:60] else None
    return host_of(match["url"]) if match else ""


def split_tail_name(text: str) -> tuple[str, str]:
    """A last paragraph without the author's name at its end, and that name."""
    start = max(0, len(text) - 90)
    signed = _TAIL_NAME.search(text, start) if len(text) >= _SHORTEST_SIGNED else None
    if (
        signed
        and not _is_abbreviated(signed["last"] or "")
        and are_names(signed["name"])
        and not paper_named(signed["name"])
    ):
        return text[: signed.start("name")].rstrip(), signed["name"]
    for pattern in (_TAIL_CAPITALS, _TAIL_SLASH):
        match = pattern.search(text, start)
        if not match:
            continue
        name = match["name"]
        capitals = pattern is _TAIL_SLASH or name.isupper()
        if capitals and (are_names(name) or is_group(name)):
            end = (
                text.rfind("/", 0, match.start("name")) if pattern is _TAIL_SLASH else match.start()
            )
            text = text[:end].rstrip()
            return (text if text.endswith((".", "!", "?", "…", "”", '"')) else text + "."), name
    return text, ""


def _is_abbreviated(word: str) -> bool:
    """Whether a period behind a word belongs to it: *TP. Biên Hòa*, *ThS. Lê Na*."""
    return bool(word) and (word.lower() in _ABBREVIATED or not word[1:].islower())


def split_tail_origin(text: str) -> tuple[str, str]:
    """A last paragraph without *(Theo …)* at its end, and what that names."""
    match = _TAIL_FROM.search(text, max(0, len(text) - 80))
    if not match or not (match["theo"] or paper_named(match["name"].split("/", 1)[0])):
        return text, ""
    return text[: match.start()].rstrip(), match["name"].strip()
