"""Nobody but a page of ours, opened with the key, gets anything but a refusal; and the server goes on."""

from __future__ import annotations

import http.client
import json
import random
import socket
import time

import pytest

from generator.workbench import bodies, server

HOME = b"{}"


@pytest.fixture
def client(served):
    return served.client()


def headers(client, **others: str | None) -> dict[str, str]:
    usual = {
        "Cookie": client.cookie,
        "X-Token": client.token,
        "Origin": client.origin,
        "Content-Type": "application/json",
    }
    changed = {name.replace("_", "-"): value for name, value in others.items()}
    kept = {name: value for name, value in usual.items() if name.lower() not in map(str.lower, changed)}
    return {**kept, **{name: value for name, value in changed.items() if value is not None}}


def test_a_call_as_a_page_makes_it_is_answered(client):
    assert client.request("POST", "/api/home", headers(client), HOME)[0] == 200


@pytest.mark.parametrize("path", ["/", "/?key=", "/?key=falsch", "/page/main.js", "/events", "/download/pdf"])
def test_without_cookie_and_key_nothing_is_shown(client, path):
    status, answered, body = client.request("GET", path, {})
    assert status == 403
    assert "set-cookie" not in answered
    assert client.token.encode() not in body


@pytest.mark.parametrize(
    "others",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": "http://127.0.0.1:1"},
        {"X_Token": None},
        {"X_Token": "falsch"},
        {"Cookie": None},
        {"Cookie": "nianbao=falsch"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_write_from_elsewhere_is_refused_before_it_is_read(client, others):
    status, _, body = client.request("POST", "/api/home", headers(client, **others), HOME)
    assert status in (400, 403)
    assert "2021.yaml" not in body.decode()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_of_another_page_cannot_make_a_call(client, kind):
    status, _, _ = client.request("POST", "/api/home", headers(client, Content_Type=kind), HOME)
    assert status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused_and_no_other_origin_is_invited(client, method):
    status, answered, _ = client.request(method, "/api/home", headers(client))
    assert status in (400, 403, 405)
    assert not any(name.startswith("access-control") for name in answered)


def test_every_answer_says_what_browsers_must_keep_to(client):
    for path in ("/", "/page/main.js", "/nothing", "/page/../../pyproject.toml"):
        _, answered, _ = client.get(path)
        policy = answered["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answered["x-content-type-options"] == "nosniff"


def test_the_cookie_cannot_be_read_by_a_page_nor_sent_from_another_site(served):
    status, answered, _ = served.client().request("GET", f"/?key={served.workbench.known.key}", {})
    assert status == 303 and answered["location"] == "/"
    assert "HttpOnly" in answered["set-cookie"] and "SameSite=Strict" in answered["set-cookie"]


@pytest.mark.parametrize(
    "file",
    [
        *(
            "../secret.yaml",
            "/etc/passwd",
            "..\\secret.yaml",
            "2021.yaml/../../secret.yaml",
            ".nianbao/x.yaml",
        ),
        *(
            "link.yaml",
            "out/secret.yaml",
            "C:/x.yaml",
            "2021.yaml\x00",
            "",
            ".",
            "图片",
            "图片/依申请公开流程.png",
        ),
    ],
)
def test_no_name_leads_out_of_the_folder(served, file):
    outside = served.bench.folder.top.parent
    (outside / "secret.yaml").write_text("机关: 秘密局\n", encoding="utf-8")
    (served.bench.folder.top / "link.yaml").symlink_to(outside / "secret.yaml")
    (served.bench.folder.top / "out").symlink_to(outside)
    client = served.client()
    for call in ("open", "write", "undo", "twice", "mark", "pages"):
        body = json.dumps({"file": file, "changes": [], "path": "", "place": ""}).encode()
        status, _, answered = client.post(f"/api/{call}", body)
        assert status in (400, 404), (call, file)
        assert "秘密局" not in answered.decode()
    assert "秘密局" not in json.dumps(client("home"), ensure_ascii=False)
    assert (outside / "secret.yaml").read_text("utf-8") == "机关: 秘密局\n"


@pytest.mark.parametrize(
    "name", ["../../conftest.py", "%2e%2e/server.py", "..%2fserver.py", "index.html.py", "."]
)
def test_no_file_but_those_of_the_page_is_served(client, name):
    status, _, body = client.request("GET", f"/page/{name}", {"Cookie": client.cookie})
    assert status in (403, 404)
    assert b"import" not in body


def test_a_body_that_is_too_large_is_not_taken(client, monkeypatch):
    many = b" " * (bodies.CALL + 1)
    assert client.post("/api/home", many)[0] == 413
    with socket.create_connection(client.host.split(":")) as line:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers(client).items())
        start = f"POST /api/home HTTP/1.1\r\nHost: {client.host}\r\n{lines}"
        line.sendall(f"{start}Content-Length: 99999999999\r\n\r\n".encode())
        assert b" 413 " in line.recv(4096)
    assert client("home")["folder"]


def test_a_body_that_never_ends_is_given_up(client, monkeypatch):
    monkeypatch.setitem(bodies.SECONDS, bodies.CALL, 0.5)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers(client).items())
    with socket.create_connection(client.host.split(":")) as line:
        line.sendall(
            f"POST /api/home HTTP/1.1\r\nHost: {client.host}\r\n{lines}Content-Length: 9\r\n\r\n{{".encode()
        )
        line.settimeout(10)
        assert b" 408 " in line.recv(4096)
    assert client("home")["folder"]


def test_a_connection_that_never_says_what_it_wants_is_closed(client, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    with socket.create_connection(client.host.split(":")) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        line.settimeout(15)
        assert line.recv(4096) == b""
    assert client("home")["folder"]


@pytest.mark.slow
def test_a_connection_that_goes_on_asking_stays_open_however_quickly_it_is_answered(client, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    connection = http.client.HTTPConnection(client.host, timeout=10)
    connection.connect()
    connection.auto_open = 0  # else it would connect anew, unseen
    for _ in range(20):
        connection.request("GET", "/page/icon.svg", headers={"Cookie": client.cookie})
        answer = connection.getresponse()
        assert (answer.status, answer.read()[:4]) == (200, b"<svg")
        time.sleep(0.25)
    connection.close()


NOISE = (
    b"\x00",
    b"\xff\xfe",
    b"{}",
    b"[]",
    b"null",
    b'"x"',
    b"{" * 5000,
    b"[" * 100_000,
    b'{"file": 1}',
    b"",
)
PATHS = (*("/", "/api/home", "/api/open", "/api/write", "/api/x", "/upload/import", "/upload/picture"),
         *("/events?x", "/sheet/x.svg", "/download/docx", "/download/x?file=2021.yaml", "/picture", "//"),
         *("/page/..", "/%00", "/api/write?file=2021.yaml", "/upload/import?name=../x.docx"))  # fmt: skip


def random_request(dice: random.Random, client) -> bytes:
    """A request that is wrong somewhere: in its line, its headers, its body; seldom it is whole."""
    method = dice.choice(["GET", "POST", "POST", "HEAD", "PUT", "\x00", "get", "POST " * 50])
    own = headers(client) if dice.random() < 0.5 else {}
    for name in list(own):
        if dice.random() < 0.3:
            own[name] = dice.choice(["", "x", "\udcff", "a" * 3000, own[name] + "x"])
    body = dice.choice(NOISE) if dice.random() < 0.7 else dice.randbytes(dice.randrange(200))
    length = str(len(body)) if dice.random() < 0.9 else dice.choice(["-1", "x", "9" * 30])
    host = client.host if dice.random() < 0.7 else "evil.example"
    own |= {"Host": host, "Content-Length": length, "Connection": "close"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in own.items())
    head = f"{method} {dice.choice(PATHS)} HTTP/1.1\r\n{lines}\r\n"
    return head.encode("utf-8", "surrogateescape") + body


def send(client, request: bytes) -> bytes:
    with socket.create_connection(client.host.split(":"), timeout=20) as line:
        try:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return line.recv(256)
        except (ConnectionError, TimeoutError):
            return b""


def hostile(served, count: int, seed: int) -> None:
    """So many random requests: none may change a filing or end the server, none is a fault of ours."""
    client, dice = served.client(), random.Random(seed)
    path = served.bench.folder.top / "2021.yaml"
    before = path.read_bytes()
    for _ in range(count):
        answered = send(client, random_request(dice, client))
        status = answered.split(b" ")[1] if b" " in answered else b""
        assert status != b"500", answered
    assert path.read_bytes() == before
    assert client("open", file="2021.yaml")["state"]["undo"] == 0


def test_random_requests_change_nothing_and_the_server_goes_on(served, capfd):
    hostile(served, 300, seed=1)
    assert "内部错误" not in capfd.readouterr().err


def test_what_a_filing_says_is_never_logged(served, capfd, monkeypatch):
    def broken(*_: object) -> None:
        raise ValueError("秘密的文字")

    monkeypatch.setattr("generator.workbench.state.findings_shown", broken)
    client = served.client()
    status, _, body = client.post("/api/open", b'{"file": "2021.yaml"}')
    assert status == 500 and "内部错误" in body.decode()
    logged = capfd.readouterr().err
    assert "ValueError" in logged and "秘密" not in logged
