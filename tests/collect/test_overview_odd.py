"""Names and rosters that nobody would write in earnest do the overview no harm."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from generator.collect.overview.page import PAGE
from generator.collect.write import write
from generator.form.library import Library
from tests.collect.overviews import NAMES, collected, filings, made, page, plain, units
from tests.collect.units import handed, unit

HOSTILE = [
    "<script>alert(1)</script>局",
    "{{ 7 * 7 }}\"'局",
    "</style><img src=x onerror=alert(1)>局",
    "很长" * 200 + "局",
]


def test_hostile_names_are_words_and_nothing_else():
    names = [*NAMES, *HOSTILE]
    found = [*filings(names), *filings(names, 2023), handed("<script>名录外</script>", file="<b>.yaml")]
    files = made(collected(found, units(names)))
    assert len(files) == 17
    for data in files.values():
        document = html.document_fromstring(data.decode())
        assert not document.xpath("//img | //b[not(ancestor::dl)][not(ancestor::li)]")
        assert len(document.xpath("//script")) <= 1
    document = html.document_fromstring(files[PAGE].decode())
    for name in HOSTILE:
        assert document.xpath("//section[@id='units']//tbody/tr/th[normalize-space(text())=$name]", name=name)


def test_a_name_longer_than_a_disk_takes_has_its_files_all_the_same(tmp_path: Path):
    long = f"{'很长' * 200}局"
    found = [*filings([long, NAMES[0]]), *filings([long, NAMES[0]], 2023)]
    of = collected(found, [unit(long), unit(NAMES[0], long)])
    written = list(write(of, tmp_path, Library()))
    assert not [each.failure for each in written if each.failure]
    assert len(list((tmp_path / "单位").glob("*.html"))) == 2
    assert len(list((tmp_path / "汇总").glob("*.yaml"))) == 1


def test_a_roster_of_a_hundred_levels_is_shown_as_deep_as_one_can_read():
    names = [f"示例市第{at}局" for at in range(100)]
    chain = [unit(name, names[at - 1] if at else "") for at, name in enumerate(names)]
    document = page(collected(filings(names[:2]), chain))
    assert len(document.xpath("//ul[@class='tree']//details")) == 39
    (top,) = document.xpath("//ul[@class='tree']/li/details/summary")
    assert "100 家" in plain(top)
