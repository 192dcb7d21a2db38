"""What others wrote, made safe to show: in a terminal, in a CI log, in JSON, in XML.

A filing, and even the name of its file, may hold anything.  Shown again it must stay text: no escape
sequence may reach a terminal, no character may turn the reading order about, and no line may be taken
for a command by the CI system that reads our output as a log.  GitHub's runner takes a line that begins
with ``::`` (spaces before it do not matter) and ``##[…]`` anywhere in a line for a command, Azure's agent
``##vso[…]`` (actions/runner, ``ActionCommand.cs``; azure-pipelines-agent, ``Command.cs``).
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import quote

from generator.common.repository import tops

# Control characters but for the tab, line breaks of any kind, marks that turn the reading order about,
# and what is no character at all.
_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"##(\w*)\[")
_LEADING = re.compile(r"^(\s*)::")
_LEADING_ANYWHERE = re.compile(r"(?m)^(\s*)::")


def whole(text: str) -> str:
    """The text without halves of characters, which come from file names that are not UTF-8."""
    return _LONE.sub("�", text)


def visible(text: str) -> str:
    """The text as one line of what can be seen; as long as before."""
    return _UNSEEN.sub("�", whole(text))


def harmless(text: str) -> str:
    """One line for a log, in which no CI system finds a command; as long as before."""
    return _LEADING.sub(r"\1：：", _COMMAND.sub(r"##\1［", visible(text)))


def to_json(value: object) -> str:
    """JSON that may be printed into a log: what it says is unchanged, a command is not found in it."""
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    seen = (_UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", whole(line)) for line in lines)
    return _COMMAND.sub(r"##\1\\u005b", "\n".join(seen))


def for_xml(text: str) -> str:
    """Lines of text as XML can hold them."""
    return "\n".join(visible(line) for line in text.split("\n"))


def xml_in_log(document: str) -> str:
    """An XML document that may be printed into a log: the same to every parser."""
    return _LEADING_ANYWHERE.sub(r"\1&#58;:", _COMMAND.sub(r"##\1&#91;", document))


def address(file: str) -> str:
    """A file's name from the top of the repository, or from the folder we run in, with ``/``; as it is where
    it lies elsewhere."""
    path = Path(os.path.normpath(Path.cwd() / file))
    top = next((top for top in tops(path) if path.is_relative_to(top)), None)
    return (path.relative_to(top) if top else path).as_posix()


def uri(file: str) -> str:
    """The same as a URI reference: relative inside the repository, else ``file:``."""
    path = address(file)
    return Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(path))
