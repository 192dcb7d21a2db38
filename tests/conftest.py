"""What the tests share: filings made from the examples, changed a little."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from generator import cli
from generator.batch.desk import examine
from generator.cli.chinese import explain
from generator.common import repository
from generator.filing.read import read, read_file
from generator.report.build import Report, build
from generator.rules.examine import Examined
from tests.own_form import OwnForm
from tests.without_pango import skip_if_missed, skip_unless_it_runs

# How long one example takes is the machine's affair, which others may use too; time is held by benchmarks/.
settings.register_profile("whole machine or not", deadline=None)
settings.load_profile("whole machine or not")

# Where these tests run in CI themselves, that is no business of what they test.
for variable in (*repository.VARIABLES, "GITHUB_STEP_SUMMARY"):
    os.environ.pop(variable, None)

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
# Those whose comments promise findings (应报) are wrong on purpose.
CORRECT = tuple(sorted(path for path in EXAMPLES.glob("*.yaml") if "应报" not in path.read_text("utf-8")))
# Published figures with their faults: they can be built, as drafts.
FAULTY = tuple(sorted(path for path in EXAMPLES.glob("*-errors.yaml") if path.stem != "2021-errors"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="renew the reference pictures of pages")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Where WeasyPrint cannot run, its tests are skipped with the reason."""
    skip_unless_it_runs(item)
    try:
        yield
    except Exception as error:
        skip_if_missed(error)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """The same of those that print by it on their way."""
    try:
        yield
    except Exception as error:
        skip_if_missed(error)
        raise


def pytest_configure() -> None:
    """Begin again in UTF-8, as the command does by itself, where the locale has no Chinese: tests call parts
    of it in this process.  Output is not captured yet."""
    cli.know_chinese()


@pytest.fixture(scope="session")
def example_text() -> str:
    """The first example as written."""
    return (EXAMPLES / "2021.yaml").read_text(encoding="utf-8")


@pytest.fixture
def changed(example_text: str) -> Callable[..., Examined]:
    """Examine the first example with some of its text replaced."""

    def examine_changed(*pairs: tuple[str, str]) -> Examined:
        text = example_text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return examine(read(text.encode(), "office.yaml", EXAMPLES))

    return examine_changed


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    """The report of every correct example, and the draft of every faulty one, by the name of its file."""
    found = {}
    for path in (*CORRECT, *FAULTY):
        examined = examine(read_file(path))
        assert examined.filing is not None
        found[path.stem] = build(examined.filing, draft=examined.has_errors)
    assert len(found) >= 6
    return found


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, without what is remembered there of the outputs."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".nianbao")


def codes(examined: Examined) -> list[str]:
    return [finding.code for finding in examined.findings]


@pytest.fixture(scope="session")
def weasyprint_runs() -> None:
    """Where the WeasyPrint engine is required (in CI), its tests must not be skipped."""
    if os.environ.get("NIANBAO_REQUIRE_WEASYPRINT"):
        from generator.writers.pdf.weasyprint import engine

        engine()


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command line in this process: its exit code, what it printed, what it complained of."""

    def run_command(*arguments: object, given: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["nianbao", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = explain(cli.group())
        out, err = capsys.readouterr()
        return code, out, err

    return run_command


@pytest.fixture
def own_form(tmp_path, run) -> OwnForm:
    """A small form of one's own in a folder of its own, still to be written."""
    return OwnForm(tmp_path, run)
