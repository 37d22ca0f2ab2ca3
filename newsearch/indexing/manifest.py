"""The manifest: what a generation of an index is made of, in one small JSON file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from newsearch.analysis.analyzer import ANALYSIS_VERSION
from newsearch.errors import IndexDamaged, IndexOutdated

_CHECKSUM = "checksum"

FORMAT_VERSION = 3
"""Changes whenever the files of a generation change their meaning."""


FileRecord: TypeAlias = tuple[int, int]
"""Size and CRC-32 of a file."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    ``built`` is ISO 8601 in UTC; ``field_map`` is how fields of records were named by hand
    when the corpus was read; ``files`` has the size and the checksum of every other file.
    """

    generation: int
    engine: str
    engine_version: str
    articles: int
    built: str
    segmenter: str
    segmenter_digest: str
    format_version: int = FORMAT_VERSION
    analysis_version: int = ANALYSIS_VERSION
    field_map: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the file, with a checksum of what stands in it."""
        record = asdict(self)
        record[_CHECKSUM] = _checksum(record)
        path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read the file and check that this program can use the generation.

        Raises `IndexDamaged` when it is no manifest and `IndexOutdated` when another version
        of newsearch made it.
        """
        try:
            text = path.read_text(encoding="utf-8")
            record = json.loads(text)
            versions = (int(record["format_version"]), int(record["analysis_version"]))
        except FileNotFoundError as error:
            raise IndexDamaged(f"{path}: missing") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{path}: the manifest cannot be read ({error})") from error
        if versions != (FORMAT_VERSION, ANALYSIS_VERSION):
            raise IndexOutdated(
                f"{path.parent}: built with format {versions[0]} and analysis {versions[1]}, but "
                f"this newsearch has format {FORMAT_VERSION} and analysis {ANALYSIS_VERSION}: "
                "run `newsearch rebuild` with your corpus"
            )
        checksum = record.pop(_CHECKSUM, None)
        if checksum != _checksum(record) or not text.endswith("}\n"):
            raise IndexDamaged(f"{path}: the manifest is not what was written")
        try:
            files = {name: (size, own) for name, (size, own) in record.pop("files").items()}
            return cls(**record, files=files)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise IndexDamaged(f"{path}: the manifest cannot be read ({error})") from error


def _checksum(record: Mapping[str, Any]) -> int:
    """The checksum of a manifest's values, whatever their order."""
    return zlib.crc32(json.dumps(record, sort_keys=True).encode("utf-8"))
