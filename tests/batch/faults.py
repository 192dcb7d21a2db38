"""Faults on purpose, at random moments: ``python -m tests.batch.faults [TRIALS] [SEED]`` counts them.

Whatever happens, no output is half written, no good one is lost, what can be done is done, the exit code and
the words are right.  As root a small disk is mounted too, and permissions are taken from a root without its
privilege.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.batch.store import BUCKET, store
from tests.batch.test_workers import alive, children
from tests.conftest import EXAMPLES, ROOT

CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
COUNT = 12
NEEDED = ("--to", "html,docx", "--bundled-fonts", "--jobs", "2")
# Root without its right to pass over permissions.
BOUND = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


class Faulty(AssertionError):
    """What must never be."""


class Trial:
    """A folder of filings and what their outputs must be."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.filings = folder / "填报"
        self.filings.mkdir()
        for number in range(COUNT):
            text = CITY.replace("样例市人民政府", f"样例市第{number}局", 1)
            (self.filings / f"{number:02}.yaml").write_text(text, "utf-8")
        began = time.monotonic()
        if self.ended(self.build("应当"))[0]:
            raise Faulty("the build that all are measured by has failed")
        self.seconds = time.monotonic() - began
        self.right = whole(folder / "应当")

    def build(
        self, out: str | Path, *more: str, bound: bool = False, settings: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        command = [*(BOUND if bound else ()), sys.executable, "-m", "generator", "build", "填报"]
        command += ["-o", str(out), *NEEDED, *more]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(settings or {})}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=self.folder, env=environment, text=True, **pipes)

    def ended(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        out, err = process.communicate(timeout=600)
        if "Traceback" in out + err:
            raise Faulty(err)
        return process.returncode, out + err

    def sound(self, out: Path, *, complete: bool) -> None:
        """Nothing half, and (``complete``) nothing missing or left over."""
        found = whole(out)
        half = [name for name, data in found.items() if name in self.right and data != self.right[name]]
        if half:
            raise Faulty(f"not as they must be: {half}")
        if complete and found.keys() != self.right.keys():
            raise Faulty(f"missing or left over: {found.keys() ^ self.right.keys()}")

    def wait(self, process: subprocess.Popen[str]) -> None:
        """Until some moment of the run."""
        until = time.monotonic() + self.chance.uniform(0.1, 0.9) * self.seconds
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)


def whole(folder: Path) -> dict[str, bytes]:
    """The outputs in a folder; what is remembered of them is another run's business."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".nianbao")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def a_worker_is_killed(trial: Trial, out: Path) -> None:
    process = trial.build(out)
    trial.wait(process)
    workers = [pid for pid in children(process.pid) if "spawn_main" in _command(pid)]
    if workers:
        os.kill(trial.chance.choice(workers), signal.SIGKILL)
    code, said = trial.ended(process)
    if code:
        raise Faulty(f"{code}: {said}")
    trial.sound(out, complete=True)


def the_run_is_killed(trial: Trial, out: Path) -> None:
    process = trial.build(out)
    trial.wait(process)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    until = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    if any(map(alive, workers)):
        raise Faulty("a worker lives on")
    half = {name: data for name, data in whole(out).items() if not name.startswith(".nianbao-")}
    if any(trial.right.get(name) != data for name, data in half.items()):
        raise Faulty("half an output")
    code, said = trial.ended(trial.build(out, "--resume"))
    if code:
        raise Faulty(f"{code}: {said}")
    trial.sound(out, complete=True)


def the_disk_is_full(trial: Trial, out: Path) -> None:
    with _small_disk(out, trial.chance.randrange(150, 900)):
        code, said = trial.ended(trial.build(out / "o"))
        if code != 2 or "磁盘已满" not in said:
            raise Faulty(f"{code}: {said}")
        trial.sound(out / "o", complete=False)
        subprocess.run(["mount", "-o", "remount,size=64m", str(out)], check=True)
        code, said = trial.ended(trial.build(out / "o", "--resume"))
        if code:
            raise Faulty(f"{code}: {said}")
        trial.sound(out / "o", complete=True)


def permissions_are_taken(trial: Trial, out: Path) -> None:
    out.mkdir()
    out.chmod(0o777)
    closed = trial.chance.choice(sorted(trial.filings.glob("*.yaml")))
    closed.chmod(0)
    process = trial.build(out, bound=True)
    taken = trial.chance.random() < 0.5
    if taken:
        trial.wait(process)
        out.chmod(0o555)
    try:
        code, said = trial.ended(process)
    finally:
        closed.chmod(0o644)
        out.chmod(0o777)
    if code != 2 or f"{closed.name}：打不开，没有权限" not in said:
        raise Faulty(f"{code}: {said}")
    trial.sound(out, complete=False)
    if not taken and len(whole(out)) != len(trial.right) - 2:
        raise Faulty("one that could be read was not built")


def hostile_files_lie_between(trial: Trial, out: Path) -> None:
    bad = {
        "大.yaml": b"a: " + b"x" * (64 * 1024 * 1024),
        "乱.yaml": trial.chance.randbytes(5000),
        "深.yaml": b"[" * 50_000,
        "笑.yaml": b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a]\n" % (i, i) for i in range(999)),
        "零.yaml": bytes(1000),
    }
    for name, data in bad.items():
        (trial.filings / name).write_bytes(data)
    (trial.filings / "圈.yaml").symlink_to("圈.yaml")
    os.mkfifo(trial.filings / "管.yaml")
    try:
        code, said = trial.ended(trial.build(out))
    finally:
        for name in (*bad, "圈.yaml", "管.yaml"):
            (trial.filings / name).unlink()
    if code not in {1, 2} or not all(name in said for name in (*bad, "圈.yaml", "管.yaml")):
        raise Faulty(f"{code}: {said}")
    trial.sound(out, complete=True)


def a_filing_is_changed_while_it_is_read(trial: Trial, out: Path) -> None:
    path = trial.chance.choice(sorted(trial.filings.glob("*.yaml")))
    text = path.read_text("utf-8")
    over = threading.Event()

    def change() -> None:
        while not over.wait(trial.chance.uniform(0.001, 0.05)):
            path.write_text(text[: trial.chance.randrange(len(text))], "utf-8")

    writer = threading.Thread(target=change)
    writer.start()
    try:
        _, said = trial.ended(trial.build(out))
    finally:
        over.set()
        writer.join()
        path.write_text(text, "utf-8")
    others = {name: data for name, data in trial.right.items() if Path(name).stem != path.stem}
    found = {name: data for name, data in whole(out).items() if Path(name).stem != path.stem}
    if found != others:
        raise Faulty(f"another filing was lost: {said}")


def two_builds_at_once(trial: Trial, out: Path) -> None:
    both = [trial.build(out), trial.build(out)]
    for code, said in map(trial.ended, both):
        if code:
            raise Faulty(f"{code}: {said}")
    trial.sound(out, complete=True)


def a_server_is_lost(trial: Trial, out: Path) -> None:
    address = f"s3://{BUCKET}/{out.name}"
    with store(trial.folder) as there:
        process = trial.build(address, settings=there.environment)
        trial.wait(process)
        found = there.objects(out.name)
        there.process.kill()
        code, said = trial.ended(process)
    if code != 2 or "连不上，或者中途断了" not in said:
        raise Faulty(f"{code}: {said}")
    if any(trial.right.get(name, data) != data for name, data in found.items()):
        raise Faulty("half an output")
    with store(trial.folder) as again:
        for name, data in found.items():
            again.put(f"{out.name}/{name}", data)
        code, said = trial.ended(trial.build(address, "--resume", settings=again.environment))
        outputs = {name: data for name, data in again.objects(out.name).items() if ".nianbao/" not in name}
    if code or outputs != trial.right:
        raise Faulty(f"not completed: {code}: {said}")


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def main(trials: int, seed: int) -> int:
    """Run each kind so many times; tells how many were as they must be."""
    kinds: list[Callable[[Trial, Path], None]] = [a_worker_is_killed, the_run_is_killed]
    kinds += [hostile_files_lie_between, a_filing_is_changed_while_it_is_read, two_builds_at_once]
    kinds += [a_server_is_lost]
    kinds += [the_disk_is_full, permissions_are_taken] if os.geteuid() == 0 else []
    failed = 0
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        trial = Trial(Path(top), random.Random(seed))
        for kind in kinds:
            wrong = [
                why for number in range(trials) if (why := _tried(kind, trial, f"{kind.__name__}{number}"))
            ]
            failed += len(wrong)
            print(f"{kind.__name__.replace('_', ' ')}: {trials - len(wrong)} of {trials}", flush=True)
            for why in wrong:
                print("   ", " ".join(why.split())[:600])
    return min(1, failed)


def _tried(kind: Callable[[Trial, Path], None], trial: Trial, name: str) -> str:
    out = trial.folder / name
    try:
        kind(trial, out)
    except (Faulty, subprocess.SubprocessError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(out, ignore_errors=True)
    return ""


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]] or [3]
    sys.exit(main(given[0], given[1] if len(given) > 1 else 1))
