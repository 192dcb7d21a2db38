"""Writes the exact versions of everything that is installed, with the hash of every file of each.

``constraints.txt`` is what running nianbao takes, and what builds it; ``constraints-dev.txt`` what tests and
development take besides; ``conformance/constraints.txt`` what the outside judges take.  Versions stay as they
are wherever they are still allowed; ``--upgrade`` takes the newest.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from conformance.parts import WHEELS  # noqa: E402  # only now does the path lead there

PROJECT = ROOT / "pyproject.toml"
RUN, DEV, JUDGES = (
    ROOT / name for name in ("constraints.txt", "constraints-dev.txt", "conformance/constraints.txt")
)
# For every system and every Python that is allowed; without the address of any package index.
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"),
    *("--annotation-style=line", "--no-emit-index-url", "--no-emit-find-links", "--python-version=3.11"),
)
AGAIN = "# 由 make constraints 生成（升级到最新版：python scripts/make_constraints.py --upgrade）。\n"
HEADS = {
    RUN: "# 运行 nianbao 所需（和构建所用）软件包的确切版本和文件的哈希值；make、action.yml 只装这些文件。\n",
    DEV: "# 测试和开发另外需要的软件包。\n",
    JUDGES: "# 外部校验工具的确切版本，装进 .conformance/python，只供 make conformance 使用。\n",
}


def main() -> None:
    """Write the three files anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that are allowed")
    upgrade = ("--upgrade",) if parser.parse_args().upgrade else ()
    build = "\n".join(tomllib.loads(PROJECT.read_text("utf-8"))["build-system"]["requires"])
    pinned = "".join(path.read_text("utf-8") for path in (RUN, DEV) if path.is_file())
    everything = compiled(PROJECT, "--all-extras", *upgrade, wanted=build, pinned=pinned)
    run = compiled(PROJECT, wanted=build, pinned=everything)
    write(RUN, run)
    write(DEV, "".join(block for block in blocks(everything) if name(block) not in map(name, blocks(run))))
    write(JUDGES, compiled(*upgrade, wanted="\n".join(WHEELS), pinned=JUDGES.read_text("utf-8")))


def compiled(*arguments: object, wanted: str, pinned: str) -> str:
    """The pins of what is wanted, as they are in ``pinned`` where they may stay so."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "pins.txt"
        output.write_text(pinned, "utf-8")
        command = [sys.executable, "-m", *COMPILE, f"--output-file={output}", *map(str, arguments), "-"]
        subprocess.run(command, cwd=ROOT, input=wanted, text=True, check=True, stdout=subprocess.DEVNULL)
        return output.read_text("utf-8")


def blocks(pins: str) -> list[str]:
    """Each pin with its hashes."""
    return re.findall(r"^[^\s#].*\n(?:[ \t].*\n)*", pins, re.MULTILINE)


def name(block: str) -> str:
    """The name of what a block pins."""
    return block.partition("==")[0]


def write(path: Path, pins: str) -> None:
    """Write pins below a heading that says what they are for."""
    path.write_text(HEADS[path] + AGAIN + pins, "utf-8")


if __name__ == "__main__":
    main()
