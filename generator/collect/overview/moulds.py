"""Texts that are alike: pairs, and where many are of one mould a group, so that the page stays short."""

from __future__ import annotations

from collections.abc import Iterable

from generator.collect.likeness import Copy
from generator.collect.overview.scene import Plain, Scene

# So many of a group are named, and so many pairs and groups are on the page; the table beside it has all.
NAMED, SHOWN = 12, 60


def moulds(scene: Scene) -> list[Plain]:
    """Groups of three or more that hang together by their copies, the largest first."""
    groups = _groups(copy for copy in scene.collected.copies if not copy.own)
    large = [group for group in groups if len(_files(group)) > 2]
    return [_mould(scene, group) for group in sorted(large, key=lambda group: -len(_files(group)))[:SHOWN]]


def pairs(scene: Scene) -> list[Plain]:
    """Two that are alike and no others with them, each pair once."""
    groups = _groups(copy for copy in scene.collected.copies if not copy.own)
    found = [max(group, key=lambda copy: copy.share) for group in groups if len(_files(group)) == 2]
    return [_pair(scene, copy) for copy in found]


def own_copies(scene: Scene) -> list[Plain]:
    """Reports that say what the unit's own of last year said."""
    return [_pair(scene, copy) for copy in scene.collected.copies if copy.own]


def _files(group: Iterable[Copy]) -> list[str]:
    return list(dict.fromkeys(file for copy in group for file in (copy.filing.file, copy.source.file)))


def _groups(copies: Iterable[Copy]) -> list[list[Copy]]:
    """Copies that hang together, one file being in several."""
    found = list(copies)
    heads: dict[str, str] = {}

    def head(file: str) -> str:
        while (above := heads.setdefault(file, file)) != file:
            heads[file] = heads[above]
            file = above
        return file

    for copy in found:
        heads[head(copy.filing.file)] = head(copy.source.file)
    groups: dict[str, list[Copy]] = {}
    for copy in found:
        groups.setdefault(head(copy.filing.file), []).append(copy)
    return list(groups.values())


def _mould(scene: Scene, group: list[Copy]) -> Plain:
    filings = {each.file: each for copy in group for each in (copy.filing, copy.source)}
    shares = [copy.share for copy in group]
    named = [{**scene.file(each), "name": each.authority} for each in list(filings.values())[:NAMED]]
    return {
        "count": len(filings),
        "least": f"{min(shares):.0%}",
        "most": f"{max(shares):.0%}",
        "named": named,
        "more": max(0, len(filings) - NAMED),
    }


def _pair(scene: Scene, copy: Copy) -> Plain:
    return {
        "name": copy.filing.authority,
        "file": scene.file(copy.filing),
        "source": copy.source.authority,
        "source_file": scene.file(copy.source),
        "share": f"{copy.share:.0%}",
        "count": len(copy.lines),
        "lines": "、".join(dict.fromkeys(str(line.line) for line in copy.lines)),
    }
