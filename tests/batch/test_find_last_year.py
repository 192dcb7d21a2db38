"""Last year's filing is found in the repository, though the run is given this year's alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.batch import find_last_year
from generator.batch.find_last_year import repository_of
from tests.conftest import EXAMPLES

THIS = (EXAMPLES / "2021.yaml").read_text("utf-8")
# 上年结转 of this year is 13 in the first column, and last year's 结转下年度 would be 22.
LAST = THIS.replace("年度: 2024", "年度: 2023").replace("发布日期: 2025-", "发布日期: 2024-")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a filing of 2024 and, elsewhere in it, one of 2023; we run at its top."""
    (tmp_path / "仓库" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "仓库")
    for name, text in {
        "2024/甲.yaml": THIS,
        "往年/2023/甲.yml": LAST,
        "mkdocs.yaml": "site_name: x\n",
    }.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Path.cwd()


def codes(run, *arguments, given: bytes = b"") -> dict[str, str]:
    """What is found across years, and in which file the other figure stands."""
    _, out, err = run("check", *arguments, "--format", "json", given=given)
    assert out, err
    return {
        finding["code"]: finding["related"][0]["file"]
        for finding in json.loads(out)["findings"]
        if finding["code"].startswith("C")
    }


def test_it_is_looked_for_only_where_that_is_asked(run, repository):
    assert codes(run, "2024/甲.yaml") == {}
    found = codes(run, "2024/甲.yaml", "--find-previous")
    assert "C31" in found
    assert set(found.values()) == {"往年/2023/甲.yml"}


def test_the_repository_is_that_of_the_filing_from_wherever_we_run(run, repository, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert codes(run, "仓库/2024/甲.yaml", "--find-previous")["C31"] == "仓库/往年/2023/甲.yml"
    assert repository_of(Path("仓库/2024")) == Path("仓库")
    assert repository_of(tmp_path) == Path()


def test_none_is_no_finding_and_two_are_told(run, repository):
    Path("往年/2023/甲.yml").unlink()
    assert run("check", "2024/甲.yaml", "--find-previous")[:2] == run("check", "2024/甲.yaml")[:2]
    for name in ("乙.yaml", "丙.yaml"):
        Path(name).write_text(LAST, "utf-8")
    out = run("check", "2024/甲.yaml", "--find-previous")[1]
    assert "C03 没有可用的 2023 年填报（有 2 份，不知道用哪一份）" in out


def test_of_another_authority_none_is_taken(run, repository):
    other = LAST.replace("机关: 示例市人民政府办公室", "机关: 示例县人民政府办公室")
    assert other != LAST
    Path("往年/2023/甲.yml").write_text(other, "utf-8")
    assert codes(run, "2024/甲.yaml", "--find-previous") == {}


def test_only_what_may_be_it_is_read_as_a_filing(run, repository, monkeypatch):
    for number in range(5):
        Path(f"{number}.yaml").write_text(LAST.replace("示例市人民政府办公室", "示例市别的局"), "utf-8")
    Path("坏.yaml").write_bytes(b"\xff\xfe\x00")
    Path("链接.yaml").symlink_to(repository / "没有.yaml")
    taken: list[str] = []

    def noted(top, wanted, known):
        for file in candidates(top, wanted, known):
            taken.append(file.path.name)
            yield file

    candidates = find_last_year.candidates
    monkeypatch.setattr(find_last_year, "candidates", noted)
    assert "C31" in codes(run, "2024/甲.yaml", "--find-previous")
    assert taken == ["甲.yml"]


def test_a_filing_in_another_encoding_is_found(run, repository):
    Path("往年/2023/甲.yml").write_bytes(LAST.encode("gb18030"))
    assert "C31" in codes(run, "2024/甲.yaml", "--find-previous")


def test_what_an_editor_holds_is_paired_by_the_name_it_will_have(run, repository):
    given = THIS.encode()
    assert codes(run, "-", given=given) == {}
    assert "C31" in codes(run, "-", "--stdin-filename", "2024/新的.yaml", "--find-previous", given=given)


def test_a_file_of_the_run_is_not_read_a_second_time(run, repository):
    found = codes(run, "2024/甲.yaml", "往年/2023/甲.yml", "--find-previous")
    assert set(found.values()) == {"往年/2023/甲.yml"}


def test_watching_does_not_look_for_it(run, repository):
    code, _, err = run("check", "2024/甲.yaml", "--find-previous", "--watch")
    assert code == 2
    assert "不能与 --find-previous 合用" in err
