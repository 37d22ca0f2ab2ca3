"""Engines by name; each module is imported only when its engine is asked for."""

from __future__ import annotations

from importlib import import_module

from newsearch.engines.base import Engine
from newsearch.errors import EngineUnavailable

DEFAULT_ENGINE = "whoosh"

# name → (module, class, what to install where the import fails)
_ENGINES = {
    "whoosh": ("newsearch.engines.whoosh.engine", "WhooshEngine", "newsearch"),
    "tantivy": ("newsearch.engines.tantivy.engine", "TantivyEngine", "newsearch[tantivy]"),
}

ENGINE_NAMES = tuple(_ENGINES)
"""The engines that there are; whether their packages are installed is another question."""


def load_engine(name: str) -> Engine:
    """The engine of that name.

    Raises `EngineUnavailable` when there is none, or when its package is missing.
    """
    if name not in _ENGINES:
        known = ", ".join(_ENGINES)
        raise EngineUnavailable(f"there is no engine {name!r}: choose one of {known}")
    module, class_name, package = _ENGINES[name]
    try:
        engine: Engine = getattr(import_module(module), class_name)()
    except ImportError as error:
        raise EngineUnavailable(
            f"the engine {name!r} cannot be loaded ({error}): run `pip install '{package}'`, "
            "or rebuild the index with another engine"
        ) from error
    return engine
