"""``build --resume`` leaves alone what is current, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.batch import current
from tests.batch.test_together import TEXT, WRONG
from tests.conftest import EXAMPLES

PICTURE = next(EXAMPLES.glob("*/*.png"))
WITH_PICTURE = TEXT.replace("其他事项: |\n", "其他事项: |\n  ![服务大厅](图.png)\n", 1)


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "填报").mkdir()
    shutil.copy(PICTURE, tmp_path / "填报" / "图.png")
    texts = {
        "city": (EXAMPLES / "2021-city.yaml").read_text("utf-8"),
        "last": WRONG,
        "office": WITH_PICTURE,
    }
    for name, text in texts.items():
        (tmp_path / "填报" / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path / "填报"


@pytest.fixture
def build(folder, run):
    """What a build of the folder makes anew: the names of the files, and what it says at last."""

    def build_again(*more: str) -> tuple[set[str], str]:
        before = {path: path.stat().st_mtime_ns for path in (folder.parent / "out").glob("*.html")}
        arguments = ("-o", folder.parent / "out", "--to", "html", "--bundled-fonts", *more)
        _, out, err = run("build", folder, *arguments)
        after = {path: path.stat().st_mtime_ns for path in (folder.parent / "out").glob("*.html")}
        made = {path.stem for path, when in after.items() if before.get(path) != when}
        return made, out.splitlines()[-1] + err

    return build_again


def test_what_has_not_changed_is_left_alone_only_when_that_is_asked(build):
    assert build()[0] == {"city", "last", "office"}
    made, said = build("--resume")
    assert made == set()
    assert said == "共 3 份：0 份已生成，3 份没有变，没有重做。"
    assert build()[0] == {"city", "last", "office"}
    assert build("--resume", "--jobs", "2")[0] == set()


def test_a_filing_that_has_changed_is_built_and_those_held_against_it(folder, build):
    build()
    city = folder / "city.yaml"
    city.write_text(city.read_text("utf-8") + "\n# 一处注释\n", "utf-8")
    assert build("--resume")[0] == {"city"}
    last = folder / "last.yaml"
    last.write_text(last.read_text("utf-8") + "\n# 一处注释\n", "utf-8")
    assert build("--resume")[0] == {"last", "office"}


def test_a_picture_that_has_changed_is_no_longer_what_was_printed(folder, build):
    build()
    others = [path for path in EXAMPLES.glob("*/*.png") if path.read_bytes() != PICTURE.read_bytes()]
    shutil.copy(others[0], folder / "图.png")
    assert "office" in build("--resume")[0]
    assert "city" not in build("--resume")[0]


@pytest.mark.parametrize("more", [("--plain",), ("--draft",), ("--to", "html,docx")])
def test_other_options_make_other_files(build, more):
    build()
    assert build("--resume", *more)[0] == {"city", "last", "office"}


def test_another_version_builds_again(build, monkeypatch):
    build()
    monkeypatch.setattr(current, "__version__", "0.0.1")
    assert build("--resume")[0] == {"city", "last", "office"}


def test_what_is_missing_is_built_and_what_somebody_changed_is_refused(folder, build):
    build()
    out = folder.parent / "out"
    (out / "city.html").unlink()
    (out / "last.html").write_text("有人改过", "utf-8")
    made, said = build("--resume")
    assert made == {"city"}
    assert "last.html 不是上次生成时的原样" in said
    assert "1 份已生成，1 份没有变，没有重做，1 份没有生成" in said
    assert (out / "last.html").read_text("utf-8") == "有人改过"
    assert build("--resume", "--force")[0] == {"last"}


def test_what_is_remembered_is_digests_alone(folder, build):
    build()
    entry = json.loads((folder.parent / "out" / ".nianbao" / "city.json").read_text())["outputs"]["city.html"]
    assert set(entry["from"]) == {"filing", "all"}
    assert all(len(digest) == 64 for digest in entry["from"].values())
