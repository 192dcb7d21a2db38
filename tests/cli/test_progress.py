"""Whoever watches a terminal sees how far a run of many filings is; nobody else sees anything."""

from __future__ import annotations

import io
import sys

import pytest

from generator.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def watched(monkeypatch):
    # Only when the test runs: pytest puts its own stream there after the fixtures.
    return lambda: terminal_of(monkeypatch)


def terminal_of(monkeypatch) -> Terminal:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    return terminal


def test_a_terminal_shows_each_step_with_its_count_and_rate(watched):
    screen = watched()
    with progress(40) as more:
        for _ in range(40):
            more("正在读", 1)
        more("正在核对", 16)
    shown = screen.getvalue()
    assert "正在读" in shown and "40/40" in shown
    assert "正在核对" in shown and "16/40" in shown
    assert "份" in shown


def test_what_goes_to_a_pipe_meanwhile_stays_in_it(watched, monkeypatch):
    screen = watched()
    monkeypatch.setattr(sys, "stdout", pipe := io.StringIO())
    with progress(40) as more:
        more("正在读", 1)
        print("已生成", file=sys.stdout)
    assert pipe.getvalue() == "已生成\n"
    assert "已生成" not in screen.getvalue()


def test_nobody_watches_a_file_and_nothing_is_to_be_seen_of_one_filing(watched, monkeypatch):
    screen = watched()
    with progress(1) as more:
        more("正在读", 1)
    assert screen.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", quiet := io.StringIO())
    with progress(40) as more:
        more("正在读", 40)
    assert quiet.getvalue() == ""
