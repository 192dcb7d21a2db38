"""What reading sentences costs: ``python -m benchmarks.sentences [TREE]``.

A thousand filings, each with passages of the corpus in its parts, are examined with all rules and without
those that judge what sentences state, in turn, in one process; with a ``TREE``, another checkout of the
project, its ``check`` is put beside ours.  Then a text that nobody writes: the sentences of a filing over
and over.  Only ratios mean anything on another machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import yaml

from benchmarks.measure import NIANBAO, ROOT, run
from generator.batch.desk import load
from generator.common.same import Same
from generator.filing.load import Loaded
from generator.form.format import Format
from generator.rules.examine import examine_loaded
from generator.rules.kinds import options_of
from generator.rules.text.clauses.asking import AskingOptions
from generator.source.nodes import Document
from generator.source.read import read

FILES = 1000
CORPUS = ROOT / "tests" / "text"
RUNS = 3


def main() -> None:
    """All of it."""
    texts = list(islice(_filings(), FILES))
    documents = [read(text.encode(), f"{number}.yaml") for number, text in enumerate(texts)]
    loaded = [(document, load(document)) for document in documents]
    slim = [(document, _without(each)) for document, each in loaded]
    size = sum(map(len, texts)) / FILES
    print(f"{FILES} filings, {size:,.0f} characters each; medians of {RUNS} runs, processor time")
    pairs = [(_seconds(loaded), _seconds(slim)) for _ in range(RUNS)]
    every, alone = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(f"  all rules {every:.2f} s, without those of sentences {alone:.2f} s, ratio {every / alone:.2f}")
    if sys.argv[1:]:
        _beside(texts, Path(sys.argv[1]))
    for times in (1, 4, 16):
        document, filing = _long_filing(times)
        size = len(document.source.text)
        print(f"  a filing of {size:,} characters: {_seconds([(document, filing)]):.2f} s")


def _filings() -> Iterator[str]:
    """Filings of the corpus, each with passages in all its parts."""
    passages = []
    for path in sorted((CORPUS / "sentences").glob("*/*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        passages += [(data["filing"], entry["text"]) for entry in data["sentences"]]
    for (name, _), number in zip(cycle(passages), range(FILES), strict=False):
        root = yaml.safe_load((CORPUS / "filings" / f"{name}.yaml").read_text("utf-8"))
        own = [text for filing, text in passages if filing == name]
        parts = root["总体情况"]
        for at, part in enumerate(parts):
            parts[part] = "\n".join(islice(cycle(own), number + at, number + at + 3))
        yield yaml.safe_dump(root, allow_unicode=True, sort_keys=False)


def _without(loaded: Loaded) -> Loaded:
    """A filing of a form without the rules that judge what sentences state."""
    filing = loaded.filing
    assert filing is not None
    return replace(loaded, filing=replace(filing, format=_slim(Same(filing.format))))


@cache
def _slim(same: Same[Format]) -> Format:
    """The form without those rules, one for all its filings as the form is."""
    rules = same.value.rules
    kept = tuple(rule for rule in rules if not isinstance(options_of(rule), AskingOptions))
    assert len(kept) < len(rules)
    return same.value.model_copy(update={"rules": kept})


def _seconds(filings: list[tuple[Document, Loaded]]) -> float:
    began = time.process_time()
    for document, loaded in filings:
        examine_loaded(document, loaded)
    return time.process_time() - began


def _beside(texts: list[str], tree: Path) -> None:
    """``check`` of the same folder by another checkout, a new process each."""
    with tempfile.TemporaryDirectory() as place:
        for number, text in enumerate(texts):
            (Path(place) / f"{number}.yaml").write_text(text, encoding="utf-8")
        theirs = (sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tree)!r}); " + _RUN, place)
        ours = (*NIANBAO, "check", place)
        pairs = [(run(ours, errors=True).cpu, run(theirs, errors=True).cpu) for _ in range(RUNS)]
    here, there = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(f"  check of them: here {here:.1f} s, there {there:.1f} s, ratio {here / there:.2f}")


_RUN = "sys.argv = ['nianbao', 'check', sys.argv[1]]; from generator.cli import main; main()"


def _long_filing(times: int) -> tuple[Document, Loaded]:
    """A filing with one very long part."""
    root = yaml.safe_load(next(_filings()))
    part = next(iter(root["总体情况"]))
    root["总体情况"][part] = "\n".join(islice(cycle(root["总体情况"].values()), 100 * times))
    document = read(yaml.safe_dump(root, allow_unicode=True, sort_keys=False).encode(), "long.yaml")
    return document, load(document)


if __name__ == "__main__":
    main()
