"""A scheduler and workers of Dask, each in a process of its own, as an office's engine has them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

# A nanny would start another worker in the place of one that is killed.
WORKER = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "120")


@dataclass
class Engine:
    """A scheduler, and its workers."""

    folder: Path
    address: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def wait_for(self, count: int, seconds: int = 120) -> None:
        """Wait until so many workers have reported."""
        from distributed import Client

        until = time.monotonic() + seconds
        while True:
            try:
                with Client(self.address, timeout=5, set_as_default=False) as client:
                    client.wait_for_workers(count, timeout=seconds)
                    return
            except OSError:
                assert time.monotonic() < until, "no scheduler"
                time.sleep(0.5)


@contextmanager
def engine(folder: Path, workers: int = 2) -> Iterator[Engine]:
    """An engine that works in a folder of its own; it ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = Engine(folder, f"tcp://127.0.0.1:{port}")
    try:
        here.start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"
        )
        for _ in range(workers):
            here.start("dask_worker", here.address, "--host", "127.0.0.1", *WORKER)
        here.wait_for(workers)
        yield here
    finally:
        for process in here.processes:
            process.kill()
            process.wait()
