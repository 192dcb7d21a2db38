"""Packages fetched by their ordinary clients, and files read out of them."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from shipped_fonts.catalogue import FontsError, Source


def fetch(source: Source, folder: Path) -> Path:
    """Return the package's file, fetched by its ordinary client unless it is there already."""
    path = folder / source.file
    if path.exists():
        print(f"{source.package} {source.version}: in {folder.name}")
    else:
        print(f"{source.package} {source.version}: fetching with {source.client}")
        subprocess.run(fetch_command(source), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        raise FontsError(f"{source.file} is not the file this script was written for (sha256 differs)")
    return path


def fetch_command(source: Source) -> list[str]:
    """The client's own command for one package at one version, into the current folder."""
    commands = {
        "pip": [sys.executable, "-m", "pip", "download", "--no-deps", f"{source.package}=={source.version}"],
        "npm": ["npm", "pack", "--silent", f"{source.package}@{source.version}"],
        "apt": ["apt-get", "download", f"{source.package}={source.version}"],
    }
    return commands[source.client]


def read_member(package: Path, member: str) -> bytes:
    """Return one file out of a wheel, an npm package or a Debian package."""
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            return wheel.read(member)
    content = package.read_bytes() if package.suffix == ".tgz" else debian_tar(package)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        file = archive.extractfile(member)
        if file is None:
            raise FontsError(f"{package.name} has no file {member}")
        return file.read()


def debian_tar(package: Path) -> bytes:
    """Return the files of a Debian package as one tar archive."""
    return subprocess.run(["dpkg-deb", "--fsys-tarfile", package], check=True, capture_output=True).stdout
