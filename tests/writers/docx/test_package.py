"""The filing that a DOCX carries is read back, or the package is refused."""

from __future__ import annotations

import pytest

from generator.writers.docx.carried import filing_of
from generator.writers.docx.render import word_file
from generator.writers.style.tokens import find


@pytest.fixture(scope="module")
def report(reports):
    return reports["2021"]


@pytest.fixture(scope="module")
def data(report):
    return word_file(report, find("gongwen"))


def test_the_filing_travels_inside_and_comes_back_the_same(report, data):
    assert filing_of(data) == report.data


def test_a_damaged_package_is_refused_and_never_raises_anything_else(report, data):
    refused = 0
    for place in range(0, len(data), 97):
        damaged = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        try:
            assert filing_of(damaged) == report.data
        except ValueError:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize("wrong", [b"", b"not a package", b"PK\x05\x06" + bytes(18)])
def test_what_carries_no_filing_is_refused(wrong):
    with pytest.raises(ValueError, match="DOCX"):
        filing_of(wrong)
