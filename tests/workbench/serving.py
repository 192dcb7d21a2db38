"""A server of the workbench in this process, and a client that speaks to it as a page does."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from generator.cli import serve as command
from generator.form.library import SHIPPED
from generator.workbench import server
from generator.workbench.bench import Bench, Handed


class Client:
    """A browser's window: it has the cookie and the token."""

    def __init__(self, address: str) -> None:
        match = re.fullmatch(r"http://([^/]+)/\?key=(\S+)", address)
        assert match, address
        self.host, self.key = match.groups()
        self.origin = f"http://{self.host}"
        status, headers, _ = self.request("GET", f"/?key={self.key}", {})
        assert status == 303
        self.cookie = headers["set-cookie"].split(";")[0]
        page = self.get("/")[2].decode()
        self.token = re.search(r'name="token" content="([^"]+)"', page)[1]

    def request(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None):
        """Status, headers and body of one answer, over a connection of its own."""
        with closing(http.client.HTTPConnection(self.host, timeout=60)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return response.status, names, response.read()

    def get(self, path: str):
        return self.request("GET", quote(path, safe="/?=&%"), {"Cookie": self.cookie})

    def post(self, path: str, body: bytes, kind: str = "application/json"):
        headers = {"Cookie": self.cookie, "X-Token": self.token, "Origin": self.origin, "Content-Type": kind}
        return self.request("POST", quote(path, safe="/?=&%"), headers, body)

    def __call__(self, call: str, /, **arguments):
        """The answer of a call that must succeed."""
        status, _, body = self.post(f"/api/{call}", json.dumps(arguments).encode())
        assert status == 200, (status, body.decode())
        return json.loads(body)


class Served:
    """The workbench served by a thread of this process."""

    def __init__(self, folder: Path) -> None:
        handed = Handed(command.explained(SHIPPED), command.sentences_json)
        self.bench = Bench.at(folder, SHIPPED, handed)
        self.workbench = server.Workbench(self.bench)
        self.listening = command.listening_at("127.0.0.1", 0)
        self.host = f"127.0.0.1:{self.listening.getsockname()[1]}"
        self.server, self.watcher = server.prepared(self.workbench, self.listening, (self.host,))
        self.thread = threading.Thread(target=self.server.run, args=([self.listening],), daemon=True)

    def __enter__(self) -> Served:
        self.watcher.start()
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.watcher.end()
        self.listening.close()

    def client(self) -> Client:
        return Client(f"http://{self.host}/?key={self.workbench.known.key}")
