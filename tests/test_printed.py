"""What a reader sees: typed words and placeholders together, and the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules import check
from generator.rules.reader import Page, page
from tests.conftest import filing_of

PERIOD = "引言: 统计期限为{{ 年度 }}年1月1日至2023年12月31日，比上年增加{{ 年度 - 2033 }}件。"
