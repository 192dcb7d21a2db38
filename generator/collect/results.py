"""All that came of a collecting, as JSON for programs.  The keys are a contract (docs/collect.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from generator.collect.adding import Part, Sum
from generator.collect.collected import Collected
from generator.collect.handed import Handed
from generator.collect.likeness import Copy
from generator.collect.notices import of_standing
from generator.collect.standing import Standing, State
from generator.common.safe_text import to_json
from generator.findings.finding import Level
from generator.form.library import Library
from generator.reporters.json import number

VERSION = 1


def results(collected: Collected, library: Library, sum_files: dict[str, str]) -> str:
    """The whole; ``sum_files`` are the names of the sums' files by the keys of their units."""
    return to_json(
        {
            "version": VERSION,
            "year": collected.year,
            "on": collected.on.isoformat() if collected.on else None,
            "roster": collected.roster.file,
            "filings": len(collected.handed),
            "states": {state.value: collected.states[state] for state in State},
            "units": [_unit(standing, collected.year) for standing in collected.standings],
            "outside": [_filing(filing) for filing in collected.outside],
            "sums": [_sum(each, library, sum_files.get(each.unit.key, "")) for each in collected.sums],
            "copies": [_copy(copy) for copy in collected.copies],
            "rules": broken_rules(collected),
        }
    )


def _unit(standing: Standing, year: int) -> dict[str, Any]:
    unit, due = standing.unit, standing.due
    return {
        "authority": unit.authority,
        "kind": unit.kind,
        "level": unit.level,
        "parent": unit.parent,
        "contact": unit.contact,
        "more": dict(unit.more),
        "state": standing.state.value,
        "filings": [_filing(filing) for filing in standing.filings],
        "due": due.day.isoformat() if due else None,
        "days_late": standing.days_late,
        "hints": list(standing.hints),
        "differences": list(standing.differences),
        "notice": of_standing(standing, year),
    }


def _filing(filing: Handed) -> dict[str, Any]:
    return {
        "file": filing.file,
        "authority": filing.authority or None,
        "year": filing.year,
        "form": filing.form or None,
        "scope": filing.scope or None,
        "published": filing.published.isoformat() if filing.published else None,
        "errors": filing.count(Level.ERROR),
        "warnings": filing.count(Level.WARNING),
        "infos": filing.count(Level.INFO),
        "codes": dict(Counter(told.code for told in filing.findings if not told.accepted)),
    }


def _sum(each: Sum, library: Library, file: str) -> dict[str, Any]:
    return {
        "authority": each.unit.authority,
        "file": file if each.form else None,
        "form": each.form or None,
        "scope": each.scope,
        "whole": each.is_whole,
        "parts": each.filings,
        **told(each),
        "own": each.own.file if each.own else None,
        "conflicts": [
            {
                "path": conflict.path,
                "label": library.find(each.form).labels.short(conflict.path),
                "own": number(conflict.own),
                "sum": number(conflict.together),
                "difference": number(conflict.own - conflict.together),
            }
            for conflict in each.conflicts
        ],
    }


def told(each: Sum) -> dict[str, Any]:
    """What is to be said of a sum: what is not in it, and what makes it uncertain."""
    return {
        "missing": [unit.authority for unit in each.missing],
        "left_out": [{"file": file, "reason": reason} for file, reason in each.left_out],
        "with_errors": [part.file or part.unit.authority for part in each.wrong],
        "unknown": {path: _names(parts) for path, parts in each.unknown.items()},
        "doubts": list(each.doubts),
        "notes": list(each.notes),
    }


def _names(parts: Iterable[Part]) -> list[str]:
    return [part.unit.authority for part in parts]


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "file": copy.filing.file,
        "authority": copy.filing.authority,
        "source": copy.source.file,
        "source_authority": copy.source.authority,
        "own": copy.own,
        "share": round(copy.share, 4),
        "lines": [{"text": line.path, "line": line.line} for line in copy.lines],
    }


def broken_rules(collected: Collected) -> list[dict[str, Any]]:
    """How often each rule is broken among the year's filings, and in how many."""
    of_year = [filing for each in collected.standings for filing in each.filings]
    broken = Counter(_told(filing) for filing in of_year)
    times: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    for rules, count in broken.items():
        for rule, many in rules:
            times[rule] += many * count
            files[rule] += count
    ranked = sorted(times, key=lambda rule: (rule[1] != Level.ERROR, -times[rule], rule))
    return [
        {"code": code, "level": level, "times": times[code, level], "files": files[code, level]}
        for code, level in ranked
    ]


def _told(filing: Handed) -> tuple[tuple[tuple[str, str], int], ...]:
    counts = Counter((told.code, told.level.value) for told in filing.findings if not told.accepted)
    return tuple(counts.items())
