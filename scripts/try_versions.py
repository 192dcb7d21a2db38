"""Runs the tests with other versions of the dependencies than the pinned ones, with any Python.

``lowest``: the oldest version that pyproject.toml allows of each package it names, and the newest of those
packages' own dependencies; ``newest``: the newest of all.  The environment is made in a folder of its own
outside the tree.  With ``--ascii`` the tests run as on a system that knows no Chinese.

    python scripts/try_versions.py lowest --python python3.12 -- -m "not slow" tests/source
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESOLUTION = {"lowest": "lowest-direct", "newest": "highest"}
# No UTF-8 mode, no changing of the locale into one that knows UTF-8.
ASCII = {"LC_ALL": "POSIX", "LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def main() -> int:
    """Make the environment and run the tests in it; pytest's exit code."""
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    given = _parser().parse_args(sys.argv[1:end])
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | (ASCII if given.ascii else {})
    with tempfile.TemporaryDirectory() as passing:
        python = made(given.folder or Path(passing), given.versions, given.python)
        command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *sys.argv[end + 1 :]]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="-- what pytest is told",
    )
    parser.add_argument("versions", choices=RESOLUTION)
    parser.add_argument("--python", default=sys.executable, help="the interpreter to try")
    parser.add_argument("--ascii", action="store_true", help="in a locale without UTF-8")
    parser.add_argument("--folder", type=Path, help="keep the environment here, to use it again")
    return parser


def made(folder: Path, versions: str, python: str) -> Path:
    """The interpreter of an environment that holds these versions, and this tree."""
    venv, wanted = folder / "venv", folder / "versions.txt"
    uv("venv", "--allow-existing", f"--python={python}", str(venv))
    found = next(path for path in (venv / "bin" / "python", venv / "Scripts" / "python.exe") if path.exists())
    resolution = (f"--resolution={RESOLUTION[versions]}", "--all-extras", "--no-annotate", "--upgrade")
    project = str(ROOT / "pyproject.toml")
    uv("pip", "compile", f"--python={found}", *resolution, f"--output-file={wanted}", project)
    uv("pip", "sync", f"--python={found}", str(wanted))
    uv("pip", "install", f"--python={found}", "--no-deps", f"--editable={ROOT}")
    return found


def uv(*arguments: str) -> None:
    """Run uv; what goes wrong ends everything, with its own words."""
    silent = {"stdout": subprocess.DEVNULL} if arguments[:2] == ("pip", "compile") else {}
    subprocess.run([sys.executable, "-m", "uv", *arguments, "--quiet"], check=True, **silent)


if __name__ == "__main__":
    sys.exit(main())
