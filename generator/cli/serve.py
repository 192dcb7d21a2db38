"""``nianbao serve``: the filings of a folder in a browser."""

from __future__ import annotations

import errno
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version as version_of
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import click

from generator.batch.inputs import Misuse
from generator.batch.narrated import Narrated
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import files_of
from generator.cli.screen import say
from generator.cli.text_shown import file_json, read_file
from generator.common.atomic_files import reason
from generator.form.format import Format
from generator.form.library import Library

if TYPE_CHECKING:
    from generator.kit.rulebook import Entry

LOOPBACK = "127.0.0.1"
Json = dict[str, Any]
OPEN = (
    "注意：{address} 不只这台电脑，能连到这个地址的人，有下面的完整地址就能看、能改这些填报；"
    "传输没有加密，只在信得过的内网里这样用。"
)


@chinese_command(
    "serve",
    local=True,
    short_help="在浏览器里填报：填表、写文字、看页面、下载",
    epilog="""
例子：

\b
  nianbao serve                  打开当前文件夹里的填报
  nianbao serve 填报/            打开这个文件夹
  nianbao serve --no-open        不自动打开浏览器，只印出地址
  nianbao serve --port 8000      固定用这个端口
""",
)
@click.argument("folder", default=".", metavar="[文件夹]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="端口", help="不写就用空着的")
@click.option("--no-open", is_flag=True, help="不自动打开浏览器，只印出地址")
@click.option(
    "--listen", default=LOOPBACK, metavar="地址", help="本机的另一个 IP 地址：别的电脑也能连，请先看说明"
)
def command(folder: str, port: int, no_open: bool, listen: str, library: Library) -> int:
    """在浏览器里打开文件夹里的填报：照着印出来的表填，当场指出哪里不对，写文字，看页面，下载。

    只在这台电脑上用，不联网；地址里的密钥每次不同，别的网页、别人打不开。填的随时写进 YAML 文件，
    注释和版面不动，同时可以用别的程序改。点页面上的“结束填报”，或者按 Ctrl-C 停下。

    --listen 让别的电脑也能连到这里：传输没有加密，知道完整地址的人都能看能改，只在信得过的内网里用。
    """
    from generator.workbench.bench import Bench, Handed
    from generator.workbench.server import Workbench, serve

    path = Path(folder)
    if not path.is_dir():
        raise Misuse(f"没有这个文件夹：{folder}")
    listening = listening_at(listen, port)
    host = f"{_shown(listen)}:{listening.getsockname()[1]}"
    handed = Handed(explained(library), sentences_json)
    bench = Bench.at(path, library, handed, _rules(library))
    workbench = Workbench(bench)
    address = f"http://{host}/?key={workbench.known.key}"
    if listen != LOOPBACK:
        say(OPEN.format(address=listen), err=True)
    click.echo(address)
    sys.stdout.flush()
    say("在浏览器里打开上面的地址；填完点页面上的“结束填报”，或者按 Ctrl-C 停下。", err=True)
    if not no_open:
        Timer(0.3, webbrowser.open, (address,)).start()
    with suppress(KeyboardInterrupt):
        serve(workbench, listening, _hosts(host))
    return 0


def listening_at(listen: str, port: int) -> socket.socket:
    """A socket at that address of this machine.  Raises Misuse."""
    try:
        address = ip_address(listen)
    except ValueError as error:
        raise Misuse(f"--listen 后面应当是本机的一个 IP 地址，如 192.168.1.5：{listen}") from error
    if address.is_unspecified:
        raise Misuse("--listen 要写明本机的哪一个 IP 地址，不能是全部（0.0.0.0）")
    family = socket.AF_INET if isinstance(address, IPv4Address) else socket.AF_INET6
    # Named as TCP, so that asyncio sends each answer at once instead of waiting for the last one's receipt.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let another program share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((listen, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise Misuse(f"用不了 {listen} 的端口 {port}：{_why(error)}") from error
    return listening


def _why(error: OSError) -> str:
    words = {errno.EADDRINUSE: "别的程序正占着", errno.EADDRNOTAVAIL: "这不是本机的地址"}
    return words.get(error.errno or 0, reason(error))


def _shown(listen: str) -> str:
    return f"[{listen}]" if ":" in listen else listen


def _hosts(host: str) -> tuple[str, ...]:
    """The names under which the workbench is known: its address, and this machine's own name for it."""
    port = host.rpartition(":")[2]
    return (host, f"localhost:{port}") if host.startswith((LOOPBACK, "[::1]")) else (host,)


def _rules(library: Library) -> str:
    """What filings are examined by: this version, these forms and packs as they are now."""
    files = (f"{path}:{path.stat().st_mtime_ns}" for path in sorted(files_of(library)))
    code = max(path.stat().st_mtime_ns for path in Path(__file__).parents[1].rglob("*.py"))
    told = "\n".join((version_of("nianbao"), str(code), *library.packs, *files))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def sentences_json(narrated: Narrated) -> Json:
    """What was understood of a filing's sentences, as `nianbao text --format json` tells it."""
    return file_json(read_file(narrated))


def explained(library: Library) -> Any:
    """What the rule book says of a rule that a form has."""

    def explain(code: str, form: Format) -> Json:
        from generator.kit import rulebook

        entries = [entry for entry in _entries(form, library) if entry.code == code.upper()]
        if not entries:
            return {"code": code, "problem": f"规则手册里没有 {code}"}
        (entry,) = rulebook.with_examples(entries[:1], library)
        return _entry_json(entry)

    return explain


def _entries(form: Format, library: Library) -> Iterator[Entry]:
    from generator.kit import rulebook

    yield from rulebook.of_format(library.find_own(form.version))
    for name in library.practice_names():
        yield from rulebook.of_practice(library.find_practice(name), library.find_own(form.version))
    for name in library.pack_names():
        pack = library.find_pack(name)
        yield from rulebook.of_pack(pack) if form.version in pack.versions else ()
    yield from rulebook.of_all()


def _entry_json(entry: Entry) -> Json:
    example = entry.example
    plain = {name: value for name, value in asdict(entry).items() if name != "example"}
    return {
        **plain,
        "level": entry.level.value,
        "words": example.words if example else "",
        "wrong": example.wrong.split("\n") if example else [],
        "right": example.right.split("\n") if example else [],
    }
