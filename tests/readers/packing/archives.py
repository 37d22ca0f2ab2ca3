"""Archives to read: made of records, with what reading them gave in short."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsearch.readers import CorpusFile, ReadArticle, ReadAs, list_files, read_file
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    Found = list[ReadArticle | Skipped | ReadAs]

BRIDGE = {"id": "cau", "title": "Cầu mới thông xe", "body": "Sáng nay, cầu mới thông xe."}
MARKET = {"id": "cho", "title": "Chợ nổi đông khách", "body": "Ghe thuyền về từ sớm."}
FLOOD = {"id": "lu", "title": "Nước lũ đang rút", "body": "Người dân dọn bùn."}


def lines(*records: object) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive of these members."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return packed.getvalue()


def found_in(path: Path) -> Found:
    """All that reading a file gives."""
    (file,), _ = list_files([path])
    return list(read_file(file))


def outcome(path: Path, content: bytes | None = None) -> list[str]:
    """What reading gives in short: an id, or ``path below the folder: reason``.

    ``content``, where it is given, is written to the file first.
    """
    if content is not None:
        path.write_bytes(content)
    return [
        item.article.id if isinstance(item, ReadArticle) else _line(item, path)
        for item in found_in(path)
        if not isinstance(item, ReadAs)
    ]


def notes(path: Path) -> list[str]:
    """What is said about the inputs that gave articles."""
    return [note for item in found_in(path) if isinstance(item, ReadAs) for note in item.notes]


def _line(item: Skipped, path: Path) -> str:
    return f"{Path(item.path).relative_to(path.parent)}: {item.reason}"


def counted_bytes(path: Path) -> int:
    """How many bytes of a file are told to have been read."""
    steps: list[int] = []
    list(read_file(CorpusFile(str(path), path.stat().st_size, 0), steps.append))
    return sum(steps)
