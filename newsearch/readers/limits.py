"""How much is read of any input: the limits of files, archives, pages and records.

They keep memory and time within bounds on any input; whatever passes one of them is left out
with a line in the report, and the rest is read. What only one format knows (the depth of its
objects, the number of its tags) is limited in the module that reads it.
"""

from __future__ import annotations

RECORD_LIMIT = 16_000_000
"""The longest record that is read, in bytes; a longer one is passed over unread."""

PAGE_LIMIT = 10_000_000
"""The largest page that is read, in bytes; a longer text is no page of a newspaper."""

LAYERS_LIMIT = 5
"""How many packings inside one another are opened: ``tar.gz`` has two."""

RATIO_LIMIT = 500
"""How many bytes may be unpacked from one byte of a file. Text gives about 10, a bomb 1000."""

RATIO_FROM = 20_000_000
"""How many bytes may be unpacked before `RATIO_LIMIT` is applied: small files may repeat much."""

UNPACKED_LIMIT = 500_000_000_000
"""How many bytes may be unpacked from one file in all, with every layer counted."""

WINDOW_LIMIT = 134_217_728
"""How much memory xz and zstd data may ask for to be unpacked, in bytes: ``xz -9`` takes half."""

SPOOL_LIMIT = 4_000_000_000
"""The largest zip archive or database that is packed, or comes from standard input, in bytes.

It is laid down on disk, as it is not read from its beginning to its end.
"""

SPOOL_IN_MEMORY = 16_000_000
"""How much of such a zip archive is held in memory before it is laid down on disk, in bytes."""

HEADER_LIMIT = 1_000_000
"""The longest header of a member of a tar archive that is read, in bytes."""

WEB_HEADER_LIMIT = 65_536
"""The longest header of a record of a web archive, and of an answer in it, in bytes."""

NAME_LIMIT = 300
"""How many characters of a member's name are reported."""

WEB_RECORD_LIMIT = 16_000_000
"""The longest answer of a server in a web archive that is read, in bytes, as it was sent."""

REPORT_LIMIT = 1_000
"""How many places of one file that gave no article are reported one by one; the rest is counted."""
