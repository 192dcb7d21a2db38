"""What make and the action install: exact versions, known by the hashes of files, and nothing besides."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT
from tests.pins import pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN, DEV = pins(ROOT / "constraints.txt"), pins(ROOT / "constraints-dev.txt")
ASKED = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
EXTRAS = [
    Requirement(text) for group in PROJECT["project"]["optional-dependencies"].values() for text in group
]


def test_every_pinned_version_satisfies_what_the_project_asks_for():
    build = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
    for asked, pinned in ((ASKED + build, RUN), (EXTRAS, RUN | DEV)):
        others = [requirement for requirement in asked if requirement.name != "nianbao"]
        assert others
        for requirement in others:
            pin = pinned[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(pin.version), requirement


def test_every_dependency_says_from_which_version_on():
    assert len(ASKED) > 10
    for requirement in ASKED + EXTRAS:
        lowest = [bound for bound in requirement.specifier if bound.operator in (">=", "==")]
        assert lowest or requirement.name == "nianbao", requirement


def test_whatever_a_pinned_package_asks_for_is_pinned_too():
    # Where other versions are tried (scripts/try_versions.py), only some are the pinned ones.
    same = [name for name, pin in RUN.items() if _installed(name) == pin.version]
    assert len(same) > 10
    for name in same:
        for need in map(Requirement, distribution(name).requires or ()):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in RUN, name


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None  # another system's


def test_each_package_is_pinned_once_and_by_the_hashes_of_its_files():
    assert not RUN.keys() & DEV.keys()
    # A version has a source and wheels, or one wheel for all; what is compiled has a wheel for every system.
    assert all(pin.hashes for pin in (RUN | DEV).values())
    assert all(len(RUN[name].hashes) > 10 for name in ("lxml", "pyyaml", "pikepdf", "typst", "pydantic-core"))


def test_pins_hold_on_every_system_and_name_no_place_to_download_from():
    for name in ("constraints.txt", "constraints-dev.txt", "conformance/constraints.txt"):
        assert pins(ROOT / name)
        assert "://" not in (ROOT / name).read_text("utf-8")
    # PyPy takes the same library under another name.
    assert {name for name, pin in RUN.items() if pin.marker} == {"brotli", "brotlicffi", "pycparser"}


def test_make_and_the_action_install_nothing_whose_hash_is_not_known():
    makefile, action = ((ROOT / name).read_text("utf-8") for name in ("Makefile", "action.yml"))
    for text in (makefile, action):
        assert text.count("--require-hashes") == 1
        assert text.count("--no-index --no-build-isolation") == 1
        assert (
            len(re.findall(r"pip\b.* install\b.*--no-deps", text)) == len(re.findall(r"-m pip\b", text)) == 1
        )


def test_only_pythons_that_are_allowed_are_named():
    lowest = Version(PROJECT["project"]["requires-python"].removeprefix(">="))
    named = [
        Version(text.rpartition(" ")[2])
        for text in PROJECT["project"]["classifiers"]
        if re.fullmatch(r".* :: Python :: 3\.\d+", text)
    ]
    assert min(named) == lowest
