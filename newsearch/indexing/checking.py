"""Checking an index: every file against what was written, and the parts against one another."""

from __future__ import annotations

from pathlib import Path

from newsearch.errors import IndexDamaged
from newsearch.indexing.catalog import catalog_damage, indexed_ids
from newsearch.indexing.checksums import damage_in_contents, files_of
from newsearch.indexing.generations import Generation, hold_current
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.opened import OpenGeneration
from newsearch.results import CheckReport


def check(directory: Path) -> CheckReport:
    """Read everything that an index holds, and tell what is damaged.

    Beside the files' checksums every article is read, and the catalog's own order is verified.
    Raises `IndexNotFound`, `IndexOutdated`, `IndexUnreadable` and `EngineUnavailable`: of such an
    index nothing can be said.
    """
    try:
        held = hold_current(directory)
    except IndexDamaged as error:
        return CheckReport(str(directory), 0, 0, 0, (error.damage,))
    with held:
        generation = held.generation
        try:
            manifest = Manifest.read(generation.manifest)
        except IndexDamaged as error:
            return CheckReport(str(directory), generation.number, 0, 0, (error.damage,))
        damages = list(damage_in_contents(generation, manifest.files))
        damages += [
            f"{path}: the manifest does not know this file"
            for name, path in files_of(generation)
            if name not in manifest.files
        ]
        if not damages:
            damages = _damage_inside(directory, generation)
        return CheckReport(
            str(directory),
            generation.number,
            manifest.articles,
            len(manifest.files),
            tuple(damages),
        )


def _damage_inside(directory: Path, generation: Generation) -> list[str]:
    """What does not fit together in files that are as they were written."""
    damages = [f"{generation.catalog}: {damage}" for damage in catalog_damage(generation.catalog)]
    try:
        opened = OpenGeneration.at(directory)
    except IndexDamaged as error:
        return [*damages, error.damage]
    with opened.use():
        opened.retire()
        try:
            opened.segmenter()
            ids = {article.id for article in opened.reader.articles()}
        except IndexDamaged as error:
            return [*damages, error.damage]
        if len(ids) != opened.manifest.articles:
            damages.append(
                f"{directory}: {len(ids)} articles can be read, {opened.manifest.articles} are said"
            )
        known = {
            "catalog": indexed_ids(generation.catalog),
            "stories": opened.stories.identities(),
        }
        for part, own in known.items():
            if own != ids:
                damages.append(
                    f"{directory}: the {part} knows {len(own - ids):,} articles that cannot be "
                    f"read, and lacks {len(ids - own):,}"
                )
    return damages
