"""The folder that a workbench works in: no name that a page sends leads out of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.batch.inputs import SUFFIXES, real, yaml_files
from generator.workbench.problem import Problem

NO_FILE = "没有这份填报：{file}"
GONE = "文件夹不见了（被移走、改名或者断开了），什么也写不进去了；放回原处以后重新运行 nianbao serve"
BAD_NAME = "文件名不能用：{name}"
# What a file's name may not hold on any system that one may carry it to.
FORBIDDEN = frozenset('\\/:*?"<>|')
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by the path that leads to it; ``top`` is where it really is."""

    top: Path

    @classmethod
    def at(cls, path: Path) -> Folder:
        """The folder at a path, wherever links lead."""
        return cls(path.resolve(strict=True))

    @property
    def is_there(self) -> bool:
        """Whether it still is."""
        return self.top.is_dir()

    def files(self) -> list[str]:
        """The filings below it, by their paths with slashes, in the order of their names."""
        found = (file.path for file in yaml_files(self.top) if file.path)
        return [
            path.relative_to(self.top).as_posix()
            for path in found
            if not path.is_symlink() or self._holds(path)
        ]

    def path(self, file: str) -> Path:
        """Where a filing lies.  Raises Problem for what is none, or not in the folder."""
        path = self.below(file)
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            self.refuse_if_gone()
            raise Problem(NO_FILE.format(file=file), 404)
        return path

    def below(self, file: str) -> Path:
        """A path below the folder, whether or not something is there.  Raises Problem."""
        parts = PurePosixPath(file).parts
        if not parts or file.startswith("/") or "\x00" in file or "\\" in file or len(file) > 4 * LONGEST:
            raise Problem(NO_FILE.format(file=file[:LONGEST]), 404)
        if any(part in ("..", ".") or part.startswith(".") for part in parts) or ":" in parts[0]:
            raise Problem(NO_FILE.format(file=file[:LONGEST]), 404)
        path = self.top.joinpath(*parts)
        if not self._holds(path):
            raise Problem(NO_FILE.format(file=file[:LONGEST]), 404)
        return path

    def new(self, name: str) -> Path:
        """Where a new filing of that name is to lie, right in the folder.  Raises Problem."""
        stem = name.strip().removesuffix(".yaml").removesuffix(".yml").strip()
        if not stem or stem.startswith(".") or len(stem) > LONGEST or set(stem) & FORBIDDEN:
            raise Problem(BAD_NAME.format(name=name[:LONGEST]))
        if not stem.isprintable():
            raise Problem(BAD_NAME.format(name=name[:LONGEST]))
        path = self.below(f"{stem}.yaml")
        if os.path.lexists(path):
            raise Problem(f"已经有 {path.name} 了，换一个名字", 409)
        return path

    def beside(self, path: Path, ending: str) -> Path:
        """Where something is kept beside a filing that belongs to it.  Raises Problem for links."""
        kept = path.parent / ".nianbao" / f"{path.name}{ending}"
        if not self._holds(kept.parent):
            raise Problem("旁边的 .nianbao 是通到别处去的链接，没有写", 403)
        return kept

    def shown(self, path: Path) -> str:
        """How a filing is called in calls and answers."""
        return path.relative_to(self.top).as_posix()

    def refuse_if_gone(self) -> None:
        """Raise Problem where the folder is no longer there."""
        if not self.is_there:
            raise Problem(GONE, 410)

    def _holds(self, path: Path) -> bool:
        """Whether a path leads to somewhere in the folder, through whatever links."""
        return real(path).is_relative_to(self.top)
