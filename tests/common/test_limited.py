"""A call in a process of its own comes back with what was made, what was raised, or why it was stopped."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from generator.common.limited import Limits, Stopped, call
from generator.writers.style.tokens import StyleError, find

USUAL = Limits(seconds=10, memory=2 * 1024**3)


def test_what_is_made_comes_back():
    assert call(USUAL, divmod, 17, 5) == (3, 2)


def test_it_is_another_process_that_knows_no_network():
    assert call(USUAL, os.getpid) != os.getpid()
    assert call(USUAL, os.getenv, "https_proxy").startswith("http://127.0.0.1:")


@pytest.mark.slow
def test_what_is_raised_is_raised_here():
    with pytest.raises(StyleError, match="没有“没有”这个样式"):
        call(USUAL, find, "没有")
    with pytest.raises(ZeroDivisionError):
        call(USUAL, divmod, 1, 0)


@pytest.mark.slow
def test_without_end_in_time_or_memory_it_is_stopped():
    with pytest.raises(Stopped, match="算了 1 秒还没有做完"):
        call(replace(USUAL, seconds=1), sum, range(10**12))
    with pytest.raises(Stopped, match="内存不够（最多用 256 MiB）"):
        call(replace(USUAL, memory=256 * 1024**2), bytearray, 10**9)


def test_a_process_that_dies_of_something_else_says_so():
    with pytest.raises(Stopped, match="做到一半出了错"):
        call(USUAL, os._exit, 7)
