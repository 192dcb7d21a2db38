"""What the tests notice: small mistakes made in our own code, one at a time, and whether a test fails.

``make mutants`` tries a sample of every folder and prints the share that is noticed and every mutant that is
not.  (``make mutations`` changes the figures of reports instead, and asks the rules.)
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import yaml

from benchmarks.mutants.changes import ROOT, Mutant, mutants
from benchmarks.mutants.reach import reached
from benchmarks.mutants.trials import Trial, Verdict, folders, try_all

FOLDERS = ("rules", "filing", "writers", "form", "report")
EQUIVALENT = Path(__file__).parent / "mutants" / "equivalent.yaml"
NOTICED = (Verdict.NOTICED, Verdict.HUNG)


def main() -> None:
    """Try the mutants that were asked for."""
    options = _options()
    excused = equivalent()
    reach = reached(_test_files(options.tests), again=options.again, stale=options.stale)
    chosen = [mutant for path in _modules(options.folders) for mutant in mutants(path)]
    if options.only:
        chosen = [mutant for mutant in chosen if any(words in str(mutant) for words in options.only)]
    if not options.every:
        chosen = sample(chosen, options.count, options.seed)
    chosen = [mutant for mutant in chosen if mutant.key not in excused]
    begun = monotonic()
    progress = os.fdopen(os.dup(2), "w", buffering=1)  # pytest takes the usual one
    trials = try_all(chosen, reach, options.jobs, lambda trial: _say(trial, options.verbose, progress))
    print(table(trials, excused))
    print(f"\n{len(trials)} mutants in {monotonic() - begun:.0f} s; seed {options.seed}")
    print("\n".join(survivors(trials)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=FOLDERS, help="folders or modules of generator/")
    parser.add_argument("--count", type=int, default=100, help="so many of each folder")
    parser.add_argument("--every", action="store_true", help="no sample: every mutant")
    parser.add_argument("--only", action="append", help="mutants whose line has this text")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tests", action="append", help="only tests of these files or folders")
    parser.add_argument("--again", action="store_true", help="collect anew what the tests reach")
    parser.add_argument("--stale", action="store_true", help="be content with what older code reached")
    parser.add_argument("--verbose", action="store_true", help="each mutant with the test that noticed it")
    return parser.parse_args()


def _modules(names: Sequence[str]) -> list[Path]:
    paths = [ROOT / "generator" / name for name in names]
    found = [
        path for place in paths for path in ([place] if place.is_file() else sorted(place.rglob("*.py")))
    ]
    if not found:
        sys.exit(f"no module in {', '.join(names)}")
    return found


def _test_files(names: Sequence[str] | None) -> list[Path]:
    paths = [ROOT / name for name in names or ("tests",)]
    found = [
        path for place in paths for path in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))
    ]
    return [path for path in found if not path.is_relative_to(ROOT / "tests/benchmarks")]  # they run this


def sample(chosen: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many mutants of each folder, the same ones for the same seed and code."""
    picked = []
    for name in sorted({mutant.file.split("/")[1] for mutant in chosen}):
        here = [mutant for mutant in chosen if mutant.file.split("/")[1] == name]
        picked += random.Random(f"{seed} {name}").sample(here, min(count, len(here)))
    return sorted(picked, key=lambda mutant: (mutant.file, mutant.line, mutant.site, mutant.choice))


def equivalent() -> dict[tuple[str, ...], str]:
    """The mutants that no test can notice, each with the reason why."""
    entries = yaml.safe_load(EQUIVALENT.read_text("utf-8")) or []
    names = ("file", "function", "kind", "text", "before", "after")
    return {tuple(entry[name] for name in names): entry["reason"] for entry in entries}


def _say(trial: Trial, verbose: bool, progress: object) -> None:
    if verbose or trial.verdict not in NOTICED:
        print(f"{trial.verdict}: {trial.mutant}  {trial.test}", file=progress)  # type: ignore[call-overload]


def table(trials: Sequence[Trial], excused: dict[tuple[str, ...], str]) -> str:
    """The share that was noticed, folder by folder."""
    lines = [
        "| folder | mutants | noticed | share | listed as equivalent |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, here in [*folders(trials), ("together", list(trials))]:
        noticed = sum(trial.verdict in NOTICED for trial in here)
        same = sum(name in (key[0].split("/")[1], "together") for key in excused)
        lines.append(f"| {name} | {len(here)} | {noticed} | {noticed / max(len(here), 1):.1%} | {same} |")
    return "\n".join(lines)


def survivors(trials: Sequence[Trial]) -> list[str]:
    """Every mutant that was not noticed, a line each."""
    left = [trial for trial in trials if trial.verdict not in NOTICED]
    slower = {
        trial.mutant: f"  ({trial.not_asked} slower tests not asked)" for trial in left if trial.not_asked
    }
    return [f"{trial.verdict}: {trial.mutant}{slower.get(trial.mutant, '')}" for trial in left]


if __name__ == "__main__":
    main()
