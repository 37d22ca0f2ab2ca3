"""pyvi's word segmentation model, read from its files and compiled.

pyvi segments with a conditional random field of two labels (a syllable begins a word, or
continues one). What it has learned is a weight for each pair of attribute and label, and
those are taken out here exactly, as the 64-bit numbers of the model file. CRFsuite's file
format is documented in its source (``crf1d_model.c``, ``cqdb.h``): a header, then chunks of
features (kind, attribute, label, weight), labels and attributes.

Importing pyvi takes more than a second, because its pickled model loads scikit-learn. Here nothing
of it is imported and no code of it runs: of the pickle only the bytes of the model are taken.
"""

from __future__ import annotations

import io
import pickle
import struct
from codecs import encode
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsearch.analysis.segmenter import Segmenter
from newsearch.errors import AnalysisUnavailable

_BEGINS, _CONTINUES = "B_W", "I_W"
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = struct.Struct("<IIId")
_STATE_FEATURE = 0
# Where sklearn-crfsuite's pickled file keeps its content.
_MODEL = "__FILE_RESOURCE_DATA__"


@lru_cache(maxsize=1)
def compile_segmenter() -> Segmenter:
    """The segmenter with the weights of the installed pyvi.

    Raises `AnalysisUnavailable` when pyvi is missing or its model has another form.
    """
    try:
        models = _model_folder()
        pickled = (models / "pyvi3.pkl").read_bytes()
        words = (models / "words.txt").read_text(encoding="utf-8").split("\n")
        pyvi_version = version("pyvi")
    except (ImportError, OSError, ValueError, PackageNotFoundError) as error:
        raise AnalysisUnavailable(
            f"pyvi's segmentation model cannot be loaded ({error}): run `pip install pyvi`"
        ) from error
    try:
        transitions, weights = _read_model(_model_bytes(pickled))
    except (
        struct.error,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        EOFError,
        pickle.UnpicklingError,
    ) as error:
        raise AnalysisUnavailable(
            f"the model of pyvi {pyvi_version} has another form than expected ({error}): "
            "run `pip install pyvi==0.1.1`"
        ) from error
    return Segmenter(
        name=f"pyvi {pyvi_version}",
        transitions=transitions,
        weights=weights,
        bigrams=frozenset(word for word in words if word.count(" ") == 1),
        trigrams=frozenset(word for word in words if word.count(" ") == 2),
    )


def _model_folder() -> Path:
    """Where the installed pyvi keeps its models; the package is not imported for it."""
    spec = find_spec("pyvi")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("no module named 'pyvi'")
    return Path(spec.submodule_search_locations[0]) / "models"


class _Hollow:
    """Stands for every class that the pickle names: keeps what it is given and does nothing."""

    def __new__(cls, *_: object) -> _Hollow:
        return super().__new__(cls)

    def __init__(self, *_: object) -> None:
        self.state: Any = None

    def __setstate__(self, state: object) -> None:
        self.state = state


class _ModelUnpickler(pickle.Unpickler):
    """Reads the data of a pickle without importing or calling anything that it names."""

    def find_class(self, module: str, name: str) -> Any:
        # Bytes are written as text that is to be encoded.
        return encode if (module, name) == ("_codecs", "encode") else _Hollow


def _model_bytes(pickled: bytes) -> bytes:
    """The CRFsuite model within pyvi's pickled estimator."""
    model = _ModelUnpickler(io.BytesIO(pickled)).load().state["modelfile"].state[_MODEL]
    if not isinstance(model, bytes):
        raise ValueError("there is no model in it")
    return model


def _read_model(
    model: bytes,
) -> tuple[tuple[float, float, float, float], dict[str, float]]:
    """Transition weights (BB, BI, IB, II) and, for each attribute, weight I minus weight B."""
    magic, _, kind, _, _, _, _, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(
        model
    )
    if magic != b"lCRF" or kind != b"FOMC":
        raise ValueError("not a first-order CRFsuite model")
    labels = _read_strings(model, labels_at)
    attributes = _read_strings(model, attributes_at)
    begins, continues = labels.index(_BEGINS), labels.index(_CONTINUES)
    if len(labels) != 2:
        raise ValueError(f"{len(labels)} labels instead of 2")
    transitions = {}
    weights: dict[str, float] = {}
    (count,) = struct.unpack_from("<I", model, features_at + 8)
    for number in range(count):
        feature, source, target, weight = _FEATURE.unpack_from(
            model, features_at + 12 + number * _FEATURE.size
        )
        if feature == _STATE_FEATURE:
            signed = weight if target == continues else -weight
            attribute = attributes[source]
            weights[attribute] = weights.get(attribute, 0.0) + signed
        else:
            transitions[source, target] = weight
    pairs = [(begins, begins), (begins, continues), (continues, begins), (continues, continues)]
    first, second, third, fourth = (transitions.get(pair, 0.0) for pair in pairs)
    return (first, second, third, fourth), weights


def _read_strings(model: bytes, start: int) -> list[str]:
    """The strings of a CQDB chunk, in the order of their ids."""
    magic, _, _, _, count, backward = struct.unpack_from("<4sIIIII", model, start)
    if magic != b"CQDB":
        raise ValueError("not a CQDB chunk")
    strings = []
    for offset in struct.unpack_from(f"<{count}I", model, start + backward):
        _, size = struct.unpack_from("<II", model, start + offset)
        key = model[start + offset + 8 : start + offset + 8 + size]
        strings.append(key.rstrip(b"\0").decode("utf-8"))
    return strings
