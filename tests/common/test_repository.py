"""Paths count from the top of the repository, from whichever folder of it a job runs us."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from generator.common.repository import VARIABLES
from generator.common.safe_text import address, uri
from generator.reporters import Results, find
from tests.made_findings import CLOSED, WARNING, one_line


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository in which we run from a folder below; no host has said anything yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "仓库" / "年报" / "2024"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return tmp_path / "仓库"


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_file_is_named_from_the_top_where_the_host_says_what_that_is(repository, monkeypatch, variable):
    assert address("a.yaml") == "a.yaml"
    monkeypatch.setenv(variable, str(repository))
    assert address("a.yaml") == "年报/2024/a.yaml"
    assert address("../2023/a.yaml") == "年报/2023/a.yaml"
    assert address(str(repository / "b.yaml")) == "b.yaml"
    assert uri("a.yaml") == "%E5%B9%B4%E6%8A%A5/2024/a.yaml"


def test_a_file_outside_counts_from_the_folder_we_run_in_or_is_whole(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert address("a.yaml") == "a.yaml"
    outside = tmp_path / "b.yaml"
    assert address(str(outside)) == outside.as_posix()
    assert uri(str(outside)) == outside.as_uri()


def test_a_workspace_named_through_a_link_is_the_same(repository, monkeypatch, tmp_path):
    link = tmp_path / "链接"
    link.symlink_to(repository)
    monkeypatch.setenv("CI_PROJECT_DIR", str(link))
    assert address("a.yaml") == "年报/2024/a.yaml"
    assert address(str(link / "年报" / "b.yaml")) == "年报/b.yaml"


def test_of_several_repositories_in_a_workspace_the_files_own_counts(repository, monkeypatch):
    (repository / "年报" / ".git").mkdir()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    assert address("a.yaml") == "2024/a.yaml"
    assert address(str(repository / "b.yaml")) == "b.yaml"


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_every_form_for_a_host_names_files_from_the_top(repository, monkeypatch, form):
    monkeypatch.setenv("CI_PROJECT_DIR", str(repository))
    text = find(form).report(Results([one_line("x", WARNING, name="a.yaml")], unopened=[CLOSED]))
    names = {
        "github": lambda: [line.partition("file=")[2].partition(",")[0] for line in text.splitlines()],
        "gitlab": lambda: [issue["location"]["path"] for issue in json.loads(text)],
        "sarif": lambda: [
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in json.loads(text)["runs"][0]["results"]
        ],
        "junit": lambda: [suite.get("file") for suite in etree.fromstring(text.encode())],
    }[form]()
    assert names
    top = "%E5%B9%B4%E6%8A%A5" if form == "sarif" else "年报"
    assert all(name.startswith(f"{top}/2024/") for name in names)
