"""A filing as it stands on the disk, examined beside last year's."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from generator.batch.desk import Desk
from generator.batch.inputs import files_beside
from generator.batch.together import Last
from generator.common.atomic_files import reason
from generator.filing.filing import Filing
from generator.filing.given import form_of
from generator.filing.read import read
from generator.findings.exit_code import Fault
from generator.form.format import Format
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.source.nodes import Document
from generator.source.read import SIZE_LIMIT
from generator.workbench.folder import Folder
from generator.workbench.problem import Problem

Stamp = tuple[int, int, int]
KEPT = 32
NO_FORM = "这个文件现在读不出来，先在编辑器里改，或者撤销"


@dataclass(frozen=True, slots=True)
class Opened:
    """One filing: its name in calls, its file, the bytes that were read and what they were found to be."""

    file: str
    path: Path
    data: bytes
    examined: Examined
    form: Format | None
    beside: tuple[tuple[Path, Stamp], ...] = ()

    @property
    def seen(self) -> str:
        """The digest of what was read: by it a page says what it has seen."""
        return digest(self.data)

    @property
    def document(self) -> Document:
        """What was read."""
        return self.examined.document

    @property
    def filing(self) -> Filing | None:
        """The filing, as far as it can be told what it is."""
        return self.examined.filing

    @property
    def known_form(self) -> Format:
        """Its form.  Raises Problem where that cannot be told."""
        if self.form is None or not self.document.root.entries:
            raise Problem(NO_FORM, 409)
        return self.form


def stamp_of(path: Path) -> Stamp:
    """What changes when a file is written; nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def digest(data: bytes) -> str:
    """A digest by which the same bytes are known again."""
    return sha256(data).hexdigest()


@dataclass
class Reader:
    """Opens filings of a folder, and keeps the last few: a page asks for one again and again."""

    folder: Folder
    library: Library
    kept: OrderedDict[tuple[str, str, str], Opened] = field(default_factory=OrderedDict)
    read: dict[tuple[str, str], Document] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def data(self, path: Path) -> bytes:
        """The bytes of a file.  Raises Problem."""
        try:
            with path.open("rb") as stream:
                return stream.read(SIZE_LIMIT + 1)
        except FileNotFoundError as error:
            self.folder.refuse_if_gone()
            raise Problem("这份填报不见了（被移走、改名或者删除）", 404) from error
        except OSError as error:
            self.folder.refuse_if_gone()
            raise Problem(f"打不开：{reason(error)}", 409) from error

    def document(self, data: bytes, file: str, path: Path) -> Document:
        """What bytes are as a filing that lies there."""
        return read(data, file, path.parent, self.library)

    def open(self, file: str, last: str | None = None) -> Opened:
        """A filing as it stands, beside last year's where that is known.  Raises Problem."""
        path = self.folder.path(file)
        data = self.data(path)
        before = self.data(self.folder.path(last)) if last else b""
        key = (file, digest(data), digest(before))
        with self.lock:
            if key in self.kept and all(stamp_of(path) == stamp for path, stamp in self.kept[key].beside):
                self.kept.move_to_end(key)
                return self.kept[key]
        document = self.read.pop(key[:2], None) or self.document(data, file, path)
        opened = self.examined(file, data, document, last)
        with self.lock:
            self.kept[key] = opened
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return opened

    def written(self, file: str, data: bytes, document: Document) -> None:
        """Told what was just written, so that it need not be read once more."""
        self.read = {(file, digest(data)): document}

    def examined(self, file: str, data: bytes, document: Document, last: str | None = None) -> Opened:
        """A document examined as the filing of that name.  Raises Problem for a fault of ours."""
        path = self.folder.path(file)
        desk = Desk(self.library)
        if last is not None and (before := self._alone(last)) is not None:
            desk.last = Last(filings=(before,))
        (result,) = desk.look([document])
        if isinstance(result, Fault):
            raise Problem(result.reason, 500)
        filing = result.filing
        beside = tuple((each, stamp_of(each)) for each in files_beside(filing)) if filing else ()
        return Opened(file, path, data, result, form_of(document.root, self.library).format, beside)

    def _alone(self, file: str) -> Filing | None:
        path = self.folder.path(file)
        return Desk(self.library).load(self.document(self.data(path), file, path)).filing
