"""Data files of ours that were proven as they stand, and are read in the quickest way.

``templates/proven.txt`` lists them by digest (``scripts/make_proven.py`` writes it, a test holds it to the
files): nothing is wrong in them, and every rule in them is sound on every form of ours that it goes on.  A
file that is not listed, because it was changed or is somebody's own, is read and examined strictly.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import yaml

from generator.common import data_folders
from generator.source.nodes import Plain, plain_scalar

FILE = "proven.txt"


def is_proven(data: bytes) -> bool:
    """Whether a file is one of these, to the byte."""
    return sha256(data).hexdigest() in _listed()


@cache
def _listed() -> frozenset[str]:
    path = data_folders.folder("templates") / FILE
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return frozenset(line.split(" ")[0] for line in lines)


def plain_of(data: bytes) -> Plain:
    """What stands in a proven file, as `nodes.to_plain` has it of what is read strictly."""
    return _plain(yaml.compose(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader))


def _plain(node: yaml.Node | None) -> Plain:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return str(node.value) if node.style else plain_scalar(node.value)
