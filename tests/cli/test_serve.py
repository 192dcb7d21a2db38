"""``nianbao serve``: one line with the address and its key, and nobody in without it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from generator.cli.serve import listening_at
from tests.conftest import EXAMPLES, ROOT


@pytest.fixture
def started(tmp_path):
    (tmp_path / "2021.yaml").write_bytes((EXAMPLES / "2021.yaml").read_bytes())
    command = [sys.executable, "-m", "generator", "serve", str(tmp_path), "--no-open"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        yield process
        process.kill()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


@pytest.mark.slow
def test_the_address_and_its_key_stand_on_one_line_and_without_the_key_nothing_is_shown(started):
    address = started.stdout.readline().decode().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?key=[\w-]{20,}", address)
    assert status(address.partition("?")[0]) == 403
    started.send_signal(signal.SIGINT)
    assert started.wait(timeout=30) == 0
    said = started.stderr.read().decode()
    assert "Ctrl-C" in said and "示例市" not in said and "Traceback" not in said


def test_what_is_no_folder_is_told(run):
    code, _, complained = run("serve", "没有这里", "--no-open")
    assert code == 2 and "没有这个文件夹：没有这里" in complained


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("0.0.0.0", "写明本机的哪一个"),
        ("::", "写明本机的哪一个"),
        ("example", "IP 地址"),
        ("192.0.2.1", "不是本机的地址"),
    ],
)
def test_an_address_that_is_all_or_none_of_this_machines_is_told(run, tmp_path, address, words):
    code, _, complained = run("serve", tmp_path, "--no-open", "--listen", address)
    assert code == 2 and words in complained


def test_help_says_who_can_see_what_and_how_it_ends(run):
    _, text, _ = run("serve", "--help")
    assert "密钥" in text and "Ctrl-C" in text and "没有加密" in text


def test_answers_are_sent_at_once_and_not_when_the_last_one_was_received():
    """asyncio turns off the waiting of TCP (40 ms a call) only for sockets that are named as TCP."""
    with listening_at("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
