"""The page in the browser is plain: small modules, nothing inline or from elsewhere, no word of a form."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from generator.form.library import SHIPPED
from generator.form.table_grid import lay_out
from tests.conftest import ROOT

PAGE = ROOT / "generator" / "workbench" / "page"
SCRIPTS = tuple(sorted(PAGE.glob("*.js")))
SHEETS = tuple(sorted(PAGE.glob("*.css")))
INDEX = (PAGE / "index.html").read_text("utf-8")


def width(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def code(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def names(path: Path) -> str:
    return path.name


def test_there_is_a_page_of_many_small_files():
    assert len(SCRIPTS) > 20
    assert len(SHEETS) >= 5
    assert {path.suffix for path in PAGE.iterdir()} == {".js", ".css", ".html", ".svg"}


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=names)
def test_a_file_is_short_and_so_are_its_lines(path):
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 300
    assert [line for line in lines if width(line) > 110] == []


def test_nothing_stands_in_the_page_that_its_policy_forbids():
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", INDEX)
    assert re.findall(r'(?:src|href)="([^"#]+)"', INDEX)
    for address in re.findall(r'(?:src|href)="([^"#]+)"', INDEX):
        assert (PAGE / address.removeprefix("/page/")).is_file(), address


@pytest.mark.parametrize("path", SCRIPTS, ids=names)
def test_a_module_runs_no_text_and_asks_nobody_else(path):
    text = code(path)
    assert not re.search(
        r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text
    )
    assert not re.search(r"https?://|//cdn|import\(", text)
    assert path.read_text("utf-8").startswith("/**\n * "), "a module says first what it is"


@pytest.mark.parametrize("path", SCRIPTS, ids=names)
def test_what_a_module_imports_is_there(path):
    for wanted, name in re.findall(r'^import \{([^}]*)\} from "\./([\w.]+)";', path.read_text("utf-8"), re.M):
        there = (PAGE / name).read_text("utf-8")
        for word in filter(None, (each.strip() for each in wanted.split(","))):
            assert re.search(rf"^export (?:async )?(?:function|class|const) {word}\b", there, re.M), (
                name,
                word,
            )


def test_every_module_and_sheet_is_used():
    text = INDEX + "".join(path.read_text("utf-8") for path in SCRIPTS)
    unused = [path.name for path in (*SCRIPTS, *SHEETS) if f"/{path.name}" not in text]
    assert unused == []


@pytest.mark.parametrize("path", SCRIPTS, ids=names)
def test_what_a_module_gives_to_others_has_its_types(path):
    text = path.read_text("utf-8")
    for match in re.finditer(r"^export (?:async )?function (\w+)\((\)?)", text, re.M):
        above = text[: match.start()].rstrip()
        assert above.endswith("*/"), match[1]
        assert match[2] or "@param" in above.rpartition("/**")[2], match[1]


def test_no_word_of_a_form_stands_in_the_page():
    words: set[str] = set()
    for version in SHIPPED.versions():
        form = SHIPPED.find(version)
        for section, table in form.tables.items():
            words.add(section)
            words |= {place.text for place in lay_out(section, table).places if len(place.text) > 3}
        words |= {part for path in form.addresses for part in path.split(".") if len(part) > 3}
    assert len(words) > 50
    found = [(path.name, word) for path in SCRIPTS for word in words if word in code(path)]
    assert found == []


def test_words_for_clerks_are_plain():
    refused = re.compile("列表|映射|字符串|解析|异常|空值|布尔|字段|单元格|后端|前端|接口|服务器|YAML")
    texts = [(path.name, text) for path in SCRIPTS for text in re.findall(r'["`]([^"`\n]*)["`]', code(path))]
    chinese = [pair for pair in texts if re.search("[\u4e00-\u9fff]", pair[1])]
    assert len(chinese) > 100
    assert [pair for pair in chinese if refused.search(pair[1])] == []


def judged(folder: Path) -> int:
    lint = [
        str(Path(sys.executable).parent / "oxlint"),
        "--deny-warnings",
        "-c",
        str(ROOT / ".oxlintrc.json"),
    ]
    return subprocess.run([*lint, "."], cwd=folder, capture_output=True, check=False).returncode


LONG = "export function long() {\n" + "  window.scrollTo(0, 0);\n" * 30 + "}\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "export const year = missing;\n",
        "var year = 2024;\nexport { year };\n",
        "const unused = 1;\nexport const year = 2024;\n",
        "export const same = (year) => year == 2024;\n",
        "export const run = (text) => eval(text);\n",
        LONG,
    ],
)
def test_the_linter_sees_what_is_wrong(tmp_path, wrong):
    """`make lint` judges the page; here that its rules are really on."""
    (tmp_path / "page.js").write_text("export const year = 2024;\n")
    assert judged(tmp_path) == 0
    (tmp_path / "page.js").write_text(wrong)
    assert judged(tmp_path) != 0
