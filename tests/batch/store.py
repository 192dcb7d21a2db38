"""A server that speaks S3, in a process of its own, as an office's object store does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import requests

BUCKET = "bucket"
SERVER = """
import sys
from moto.server import main
main(["-H", "127.0.0.1", "-p", sys.argv[1]])
"""


@dataclass
class Store:
    """The server, and what those who write to it need in their environment."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            # So that a server which is gone is told soon.
            "AWS_MAX_ATTEMPTS": "1",
        }

    @property
    def client(self) -> Any:
        """Another library than ours that speaks the protocol."""
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            aws_access_key_id="key",
            aws_secret_access_key="secret",
            region_name="us-east-1",
        )

    def objects(self, below: str = "") -> dict[str, bytes]:
        """What lies in the bucket below a folder, by name."""
        client = self.client
        return {
            name.removeprefix(f"{below}/"): client.get_object(Bucket=BUCKET, Key=name)["Body"].read()
            for name in self.names(below)
        }

    def names(self, below: str = "") -> list[str]:
        """The names of what lies there."""
        listed = self.client.list_objects_v2(Bucket=BUCKET, Prefix=below).get("Contents", [])
        return [each["Key"] for each in listed]

    def put(self, name: str, data: bytes) -> None:
        self.client.put_object(Bucket=BUCKET, Key=name, Body=data)


@contextmanager
def store(folder: Path) -> Iterator[Store]:
    """A server with an empty bucket; it ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        here = Store(process, port)
        until = time.monotonic() + 120
        while True:
            try:
                requests.put(f"{here.address}/{BUCKET}", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None and time.monotonic() < until, "no server"
                time.sleep(0.2)
        yield here
    finally:
        process.kill()
        process.wait()
