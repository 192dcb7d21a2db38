"""What an earlier run said of units that are gone does not lie there as if it were of today."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from generator.collect import data
from generator.collect.collected import Collected
from generator.collect.write import Written, write
from generator.form.library import Library
from generator.writers.write import place
from tests.collect.overviews import CITY, NAMES, collected, filings, units
from tests.collect.test_command import GOVERNMENT, ROWS, folder
from tests.collect.test_command import collected as run_collect
from tests.collect.units import unit, write_roster

assert folder  # the fixture
TOWN = "示例市某镇人民政府"
OFFICE = "示例市某镇水务站"
SUM = {f"汇总/{TOWN}.{ending}" for ending in ("yaml", "xlsx", "json")}


def whole() -> Collected:
    listed = [*units(NAMES[:3]), unit(TOWN, "", "人民政府"), unit(OFFICE, TOWN)]
    names = [*NAMES[:3], OFFICE]
    return collected([*filings(names), *filings(names, 2023)], listed)


def smaller() -> Collected:
    """The same without the town and its office."""
    return collected([*filings(NAMES[:3]), *filings(NAMES[:3], 2023)], units(NAMES[:3]))


def written(of: Collected, out: Path) -> list[Written]:
    return list(write(of, out, Library()))


def there(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.glob("*/*") if path.is_file()}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    written(whole(), tmp_path)
    assert {f"汇总/{TOWN}.yaml", f"汇总/{TOWN}.xlsx", f"汇总/{TOWN}.json", f"单位/{OFFICE}.html"} <= there(
        tmp_path
    )
    return tmp_path


def test_sums_and_pages_of_units_that_are_gone_are_removed_and_the_others_stay(before):
    earlier = there(before)
    done = written(smaller(), before)
    gone = SUM | {f"单位/{OFFICE}.html"}
    assert earlier - there(before) == gone
    assert {path.relative_to(before).as_posix() for each in done for path in each.removed} == gone
    assert f"汇总/{CITY}.yaml" in there(before)
    assert not [path for each in written(smaller(), before) for path in each.removed]
    assert TOWN not in "".join(path.read_text() for path in before.glob("*/.nianbao/*.json"))


def test_what_somebody_changed_stays_and_is_told(before):
    sum_file = before / "汇总" / f"{TOWN}.yaml"
    sum_file.write_text(sum_file.read_text("utf-8") + "\n# 我写的\n", "utf-8")
    done = written(smaller(), before)
    assert [path for each in done for path in each.kept] == [sum_file]
    assert sum_file.exists()
    assert not (before / "汇总" / f"{TOWN}.xlsx").exists()
    assert [path for each in written(smaller(), before) for path in each.kept] == [sum_file]


def test_a_report_that_was_built_of_a_sum_is_nobodys_but_its_builders(before):
    report = {f"{TOWN}.html": b"<p>report</p>"}
    place(report, before / "汇总", TOWN, filing="the sum")
    place({"别的.pdf": b"made of no filing"}, before / "汇总", "别的")
    done = written(smaller(), before)
    assert (before / "汇总" / f"{TOWN}.html").read_bytes() == b"<p>report</p>"
    assert (before / "汇总" / "别的.pdf").exists()
    assert f"{TOWN}.html" not in {path.name for each in done for path in (*each.removed, *each.kept)}
    assert not (before / "汇总" / f"{TOWN}.yaml").exists()


def test_a_database_of_an_earlier_run_goes_where_the_extra_is_gone(before, monkeypatch):
    assert (before / data.DATABASE).exists()
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = written(smaller(), before)
    gone = {path.name for each in done for path in each.removed}
    assert {data.DATABASE, data.PARQUET} <= gone
    assert not (before / data.DATABASE).exists()
    assert (before / data.CSV).exists()


def test_a_manifest_that_names_a_file_elsewhere_removes_nothing_there(before):
    outside = before / "别处.txt"
    outside.write_bytes(b"mine")
    manifest = before / "单位" / ".nianbao" / "单位.json"
    value = json.loads(manifest.read_text())
    entry = {"sha256": sha256(b"mine").hexdigest(), "before": "nothing", "from": {}}
    value["outputs"]["../别处.txt"] = entry
    manifest.write_text(json.dumps(value))
    done = written(smaller(), before)
    assert outside.read_bytes() == b"mine"
    assert outside not in [path for each in done for path in (*each.removed, *each.kept)]


def test_the_command_says_what_it_removed_and_what_it_kept(folder, run):
    run_collect(folder, run)
    write_roster(folder / "名录.csv", [[row[0], *row[1:3], "", row[4]] for row in ROWS])
    _, out, _ = run_collect(folder, run)
    assert "删去 3 个以前收报写的、这次没有的文件：" in out
    assert f"{GOVERNMENT}.yaml" in out
    assert not (folder / "收报" / "汇总" / f"{GOVERNMENT}.yaml").exists()
