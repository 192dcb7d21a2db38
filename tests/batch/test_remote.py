"""Outputs put at an address are those of a folder, byte for byte, and are guarded as those are."""

from __future__ import annotations

import builtins
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import pytest

from generator.writers import remote
from generator.writers.remote import Remote
from tests.batch.engine import engine
from tests.batch.store import BUCKET, store
from tests.batch.test_cluster import files, outcome
from tests.conftest import EXAMPLES, ROOT

CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
NEEDED = ("--to", "html,docx", "--bundled-fonts")
COUNT = 6
# Where the tests run in the background, Ctrl-C is ignored, and that is handed down to a new process.
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from generator.cli import main; main()"
)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A few offices of a city, one of them in a folder of its own, one with an error."""
    (tmp_path / "填报" / "区").mkdir(parents=True)
    for number in range(COUNT):
        text = CITY.replace("样例市人民政府", f"样例市第{number}局", 1)
        below = "区" if number == 1 else ""
        (tmp_path / "填报" / below / f"{number:02} 号.yaml").write_text(text, "utf-8")
    (tmp_path / "填报" / "错.yaml").write_text(CITY.replace("格式:", "\t格式:", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def memory():
    """What lies in fsspec's own store of this process, by name below a folder."""
    there = fsspec.filesystem("memory")
    there.store.clear()

    def objects(below: str) -> dict[str, bytes]:
        prefix = f"/{below}/"
        return {
            name.removeprefix(prefix): file.getvalue()
            for name, file in there.store.items()
            if name.startswith(prefix)
        }

    yield objects
    there.store.clear()


def outputs(objects: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in objects.items() if ".nianbao" not in name}


def whole(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def call(folder: Path, environment: dict[str, str], *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", START, "build", "填报", *NEEDED, *map(str, arguments)]
    paths = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.Popen(
        command, cwd=folder, env=paths | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_what_is_put_is_what_a_folder_gets_and_so_is_what_is_remembered(folder, memory, run):
    here = run("build", "填报", "-o", "本机", *NEEDED)
    there = run("build", "填报", "-o", "memory://桶/2024", *NEEDED)
    assert here[0] == 1
    assert (there[0], there[1].replace("memory://桶/2024", "本机"), there[2]) == here
    found = memory("桶/2024")
    assert found == whole(folder / "本机")
    assert len(outputs(found)) == 2 * COUNT and "区/01 号.docx" in found


def test_what_somebody_changed_since_is_not_replaced_unless_forced(folder, memory, run):
    run("build", "填报", "-o", "memory://桶", *NEEDED)
    there = fsspec.filesystem("memory")
    there.pipe_file("/桶/02 号.html", "有人改过".encode())
    path = folder / "填报" / "02 号.yaml"
    path.write_text(path.read_text("utf-8").replace("第2局", "第二局"), "utf-8")
    before = memory("桶")
    code, _, err = run("build", path, "-o", "memory://桶", *NEEDED)
    assert code == 2 and "memory://桶/02 号.html 不是上次生成时的原样" in err
    assert memory("桶") == before
    code, _, err = run("build", path, "-o", "memory://桶", *NEEDED, "--force")
    assert code == 0 and "第二局".encode() in memory("桶")["02 号.html"]


def test_resume_leaves_alone_what_is_current(folder, memory, run):
    asked = ("build", "填报", "-o", "memory://桶", *NEEDED)
    run(*asked)
    there = fsspec.filesystem("memory")
    there.rm_file("/桶/03 号.docx")
    _, out, _ = run(*asked, "--resume")
    assert out.splitlines()[-1] == f"共 7 份：1 份已生成，{COUNT - 1} 份没有变，没有重做，1 份没有生成。"
    assert outputs(memory("桶")).keys() == outputs(whole_of(run, folder)).keys()


def whole_of(run, folder: Path) -> dict[str, bytes]:
    run("build", "填报", "-o", "本机", *NEEDED)
    return whole(folder / "本机")


def test_what_was_interrupted_between_two_files_is_known_again(folder, memory, run, monkeypatch):
    asked = ("build", "填报/00 号.yaml", "-o", "memory://桶", *NEEDED)
    run(*asked)
    path = folder / "填报" / "00 号.yaml"
    path.write_text(path.read_text("utf-8").replace("第0局", "第零局"), "utf-8")
    real = remote._put

    def breaks(target, data):
        if target.name.endswith(".html"):
            raise ConnectionResetError
        real(target, data)

    with monkeypatch.context() as patch:
        patch.setattr(remote, "_put", breaks)
        code, _, err = run(*asked)
        assert code == 2 and "写不到 memory://桶：连不上，或者中途断了（ConnectionResetError）" in err
    path.write_text(path.read_text("utf-8").replace("第零局", "第〇局"), "utf-8")
    assert run(*asked)[0] == 0
    assert "第〇局".encode() in memory("桶")["00 号.html"]


@pytest.mark.parametrize("more", [("--jobs", "2"), ("--cluster", "tcp://127.0.0.1:1")])
def test_the_memory_of_one_process_is_no_place_for_several(folder, run, more):
    code, _, err = run("build", "填报", "-o", "memory://桶", *more)
    assert code == 2 and "只在一个进程里" in err


def test_an_address_of_this_machine_is_its_folder(folder, run):
    code, _, err = run("build", "填报/00 号.yaml", "-o", f"file://{folder}/本机", *NEEDED)
    assert code == 0, err
    assert {"00 号.docx", "00 号.html"} <= whole(folder / "本机").keys()
    assert (run("build", "填报/00 号.yaml", "-o", "file://本机")[0]) == 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nosuch://bucket", "不认识 nosuch://"),
        ("https://www.example.gov.cn/a", "只能读"),
        ("sftp://user:秘密@example.gov.cn/a", "paramiko"),
    ],
)
def test_an_address_at_which_nothing_can_be_put_is_misuse(folder, run, address, words):
    code, out, err = run("build", "填报", "-o", address)
    assert code == 2 and words in err
    assert "秘密" not in out + err and "Traceback" not in err


def test_collecting_wants_a_folder(folder, run):
    (folder / "名录.csv").write_text("机关,机关类型,行政层级,上级\n", "utf-8")
    code, _, err = run("collect", "填报", "--roster", "名录.csv", "-o", "s3://key:秘密@bucket/a")
    assert code == 2 and "collect 的 -o 只能是文件夹，不能是 s3://***@bucket/a" in err
    assert "秘密" not in err


def test_without_the_library_it_is_said_what_is_missing(folder, run, monkeypatch):
    real = builtins.__import__

    def without(name, *more, **named):
        if name.partition(".")[0] == "fsspec":
            raise ImportError(name, name="fsspec")
        return real(name, *more, **named)

    remote._store.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    code, _, err = run("build", "填报", "-o", "s3://bucket")
    assert code == 2 and "pip install 'nianbao[cluster]'" in err, err


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("s3://bucket/2024/", "s3://bucket/2024"),
        ("sftp://名字:密/码@host/a", "sftp://***@host/a"),
        ("s3://bucket/a@b", "s3://bucket/a@b"),
        ("az://箱/a?sig=密码", "az://箱/a"),
        ("ftp://token@host", "ftp://***@host"),
    ],
)
def test_no_secret_is_shown(address, shown):
    assert str(Remote(address)) == repr(Remote(address)) == shown
    assert str(Remote(address) / "x" / "a.html") == f"{shown}/x/a.html"


@pytest.mark.slow
def test_a_store_gets_the_same_from_one_process_from_two_and_from_an_engine(folder, monkeypatch):
    here = outcome(call(folder, {}, "-o", "本机"))
    with store(folder) as there:
        for name, value in there.environment.items():
            monkeypatch.setenv(name, value)  # for the workers of the engine, too
        address = f"s3://{BUCKET}/a"
        for below, more in {"a": (), "b": ("--jobs", "2")}.items():
            address = f"s3://{BUCKET}/{below}"
            code, out, err = outcome(call(folder, there.environment, "-o", address, *more))
            assert (code, out.replace(address, "本机"), err) == here
            assert there.objects(below) == whole(folder / "本机")
        with engine(folder) as dask:
            address = f"s3://{BUCKET}/c"
            asked = ("-o", address, "--cluster", dask.address)
            code, out, err = outcome(call(folder, there.environment, *asked))
        assert (code, out.replace(address, "本机"), err) == here
        assert there.objects("c") == whole(folder / "本机")


@pytest.mark.slow
def test_a_bucket_that_is_not_there_and_a_key_that_is_missing_are_told(folder):
    with store(folder) as there:
        code, _, err = outcome(call(folder, there.environment, "-o", "s3://none/a"))
        assert code == 2 and "写不到 s3://none/a：没有这个桶或文件夹" in err and "Traceback" not in err
        keys = {key: value for key, value in there.environment.items() if "KEY" not in key}
        keys |= {"AWS_EC2_METADATA_DISABLED": "true"}
        code, _, err = outcome(call(folder, keys, "-o", f"s3://{BUCKET}/a"))
        assert code == 2 and "没有权限（请看密钥和授权）" in err and "Traceback" not in err
        assert there.objects() == {}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_server_that_goes_is_told_and_the_rest_is_done_later(folder, jobs):
    right = outcome(call(folder, {}, "-o", "本机"))
    with store(folder) as there:
        asked = ("-o", f"s3://{BUCKET}/a", "--jobs", jobs)
        process = call(folder, there.environment, *asked)
        until = time.monotonic() + 120
        while len(there.names("a")) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        found = outputs(there.objects("a"))
        there.process.kill()
        code, _, err = outcome(process)
    assert code == 2 and "中途断了" in err and "Traceback" not in err
    assert found and all(whole(folder / "本机")[name] == data for name, data in found.items())
    with store(folder) as again:
        for name, data in found.items():
            again.put(f"a/{name}", data)
        code, _, err = outcome(call(folder, again.environment, *asked, "--resume"))
        assert (code, err) == (right[0], right[2])
        assert outputs(again.objects("a")) == outputs(whole(folder / "本机"))


@pytest.mark.slow
def test_an_interruption_leaves_nothing_half(folder):
    for number in range(60):  # so many that it is still at work when it is interrupted
        text = CITY.replace("样例市人民政府", f"样例市第{number}中心", 1)
        (folder / "填报" / f"中心{number}.yaml").write_text(text, "utf-8")
    outcome(call(folder, {}, "-o", "本机"))
    with store(folder) as there:
        process = call(folder, there.environment, "-o", f"s3://{BUCKET}/a", "--jobs", "2")
        until = time.monotonic() + 120
        while len(there.names("a")) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        code, _, err = outcome(process)
        assert code == 130 and "Traceback" not in err
        found = outputs(there.objects("a"))
        assert len(found) < 2 * 60
        assert found and all(files(folder / "本机")[Path(name).name] == data for name, data in found.items())
