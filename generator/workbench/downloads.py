"""The files of a filing, made as ``nianbao build`` makes them: the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from generator.batch.build import Done, Job, Refused, build_all
from generator.batch.desk import Desk
from generator.batch.earlier import digest_of, look_back, with_earlier
from generator.batch.inputs import Input
from generator.form.library import SHIPPED, Library
from generator.rules.examine import Examined
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem
from generator.writers import file_names
from generator.writers.order import FORMATS, Order

# What is asked of the writers for each kind of file, and which of theirs it is: what is made together in a
# build is made together here, because pages name one another.
KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    **{form: (FORMATS, form) for form in FORMATS},
    "poster-svg": (("poster",), "poster.svg"),
    "poster-png": (("poster",), "poster.png"),
    "poster-pdf": (("poster",), "poster.pdf"),
    "xlsx": (("xlsx",), "xlsx"),
}
ERRORS = "还有错误，不能生成正式的报告；先改正，或者下载草稿"
HEAD = "表头（机关、年度这些）有误，草稿也做不出来；先改正"
FONTS = "有字排印不出来，没有做成；问题里写明了是哪些字"
KEPT = 4

Key = tuple[str, str, bool, tuple[str, ...], tuple[str, ...]]


@dataclass
class Downloads:
    """Makes files, and keeps those of the last few texts: one asks for DOCX, PDF and HTML of one text."""

    library: Library = SHIPPED
    kept: dict[Key, dict[str, bytes]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def file(self, opened: Opened, kind: str, *, draft: bool) -> tuple[str, bytes]:
        """The name and the bytes of one file.  Raises Problem."""
        if kind not in KINDS:
            raise Problem("没有这种文件", 404)
        forms, name = KINDS[kind]
        with self.lock:  # one at a time: it takes all of a processor
            made = self._made(opened, forms, draft=draft)
        wanted = file_names(opened.path.stem, Order(forms))[name]
        if wanted not in made:
            raise Problem(FONTS, 409)
        return wanted, made[wanted]

    def _made(self, opened: Opened, forms: tuple[str, ...], *, draft: bool) -> dict[str, bytes]:
        file = Input(opened.path, Path(opened.path.stem))
        if "html" in forms:
            (file,) = with_earlier([file])
        key = (opened.file, opened.seen, draft, forms, tuple(digest_of(path) for _, path in file.earlier))
        if key not in self.kept:
            self.kept[key] = _built(file, self._looking_back(opened, file), forms, draft=draft)
            while len(self.kept) > KEPT:
                del self.kept[next(iter(self.kept))]
        return self.kept[key]

    def _looking_back(self, opened: Opened, file: Input) -> Examined:
        """A filing with those of its earlier years, which the web page shows."""
        examined = opened.examined
        if examined.filing is None:
            return examined
        return replace(examined, filing=look_back(Desk(self.library), examined.filing, file.earlier, {}))


def _built(file: Input, examined: Examined, forms: tuple[str, ...], *, draft: bool) -> dict[str, bytes]:
    with TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        (done,) = build_all([Job(file, examined, folder, Order(forms), draft)])
        _refuse(done)
        return {path.name: (folder / path.name).read_bytes() for path in done.files}


def _refuse(done: Done) -> None:
    if done.refused is not None:
        raise Problem(ERRORS if done.refused is Refused.ERRORS else HEAD, 409)
    if done.fault is not None:
        raise Problem(str(done.fault), 500)
    if done.failure:
        raise Problem(done.failure, 409)
