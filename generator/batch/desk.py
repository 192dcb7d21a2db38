"""The desk: one way to examine filings, which everything that reads them stands on.

Each file is read once; what lies beside a filing is gathered; filings are put beside each other and
examined together.  The command line prints what the desk says, a build makes it into reports, mending asks
it again, watching keeps it open.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.batch.find_last_year import search
from generator.batch.inputs import Input, Misuse, real, under
from generator.batch.together import Last, join
from generator.common.atomic_files import reason
from generator.filing.filing import Filing
from generator.filing.given import Given, form_of
from generator.filing.key import key_before
from generator.filing.last_year import LastYear, named_last_year
from generator.filing.load import Loaded
from generator.filing.load import load as load_given
from generator.filing.pictures import named_pictures
from generator.filing.read import read, read_file
from generator.filing.texts import load_texts
from generator.findings.exit_code import Fault, Unopened, attempt
from generator.form.library import SHIPPED, Library
from generator.rules.examine import Examined, examine_loaded
from generator.source.gather import Files, Missing
from generator.source.nodes import Document
from generator.source.read import SIZE_LIMIT

# What a filing on standard input is called where nobody says what it stands for.
STDIN_NAME = "<stdin>"


def load(document: Document, library: Library = SHIPPED) -> Loaded:
    """Load one document with what lies beside it: its pictures, last year's filing, local rules."""
    return Desk(library).load(document)


def examine(document: Document, library: Library = SHIPPED) -> Examined:
    """All findings of one document, in the order of the file, stamped with its name."""
    return examine_loaded(document, load(document, library))


def apart(results: Iterable[Examined | Unopened]) -> tuple[list[Examined], list[Unopened]]:
    """The filings that were examined, and those that could not be opened."""
    both = list(results)
    opened = [result for result in both if isinstance(result, Examined)]
    return opened, [result for result in both if isinstance(result, Unopened)]


@dataclass
class Desk:
    """The filings of one run: ``previous`` is where last year's are looked for (a file or a folder),
    ``last`` what was found there, ``beside`` what there has a fault of ours.  With ``find_previous`` they
    are looked for in the repositories of the filings as well, and it is no matter if there are none."""

    library: Library = SHIPPED
    previous: str | None = None
    files: Files = field(default_factory=Files)
    last: Last = field(default_factory=Last)
    beside: list[Fault] = field(default_factory=list)
    find_previous: bool = False

    def __post_init__(self) -> None:
        """Filings are read by the forms of the library."""
        self.files = replace(self.files, read=partial(read_file, library=self.library))

    def examine(self, found: Sequence[Input]) -> list[Examined | Unopened]:
        """Read filings and examine them together, one result for each; those that cannot be opened do not
        stop the others."""
        opened = [self.open(file) for file in found]
        documents = [document for document in opened if isinstance(document, Document)]
        self.last = self.last_year(len(found))
        if self.find_previous:
            there = {real(file.place) for file in found if file.place}
            self.last = replace(self.last, filings=(*self.last.filings, *self._searched(documents, there)))
        examined = iter(self.look(documents))
        return [next(examined) if isinstance(document, Document) else document for document in opened]

    def look(self, documents: Sequence[Document]) -> list[Examined | Fault]:
        """Examine documents together, as often as is wanted: where one of them was changed since it was
        read, it is the changed one that the others are held against.  A fault of ours in one of them is its
        result, and it is held against none."""
        desk = replace(self, files=self.files.with_documents(documents))
        loaded = [attempt(document.source.name, partial(desk.load, document)) for document in documents]
        whole = [
            (document, came)
            for document, came in zip(documents, loaded, strict=True)
            if not isinstance(came, Fault)
        ]
        joined = iter(join(whole, self.last))
        return [came if isinstance(came, Fault) else next(joined).examined() for came in loaded]

    def open(self, file: Input) -> Document | Unopened:
        """Read one filing."""
        try:
            return attempt(file.shown, lambda: self._document(file))
        except Unopened as closed:
            return closed

    def _document(self, file: Input) -> Document:
        try:
            if file.path is not None:
                return self.files.document(file.path)
            if sys.stdin is None:  # closed by whoever started us
                raise Unopened("标准输入", "已经关闭")
            data, place = sys.stdin.buffer.read(SIZE_LIMIT + 1), file.stands_for
            return read(data, str(place or STDIN_NAME), place and place.parent, self.library)
        except OSError as error:
            raise Unopened(file.shown, reason(error)) from error

    def load(self, document: Document) -> Loaded:
        """Load a document with what lies beside it."""
        return load_given(document, self.gather(document))

    def gather(self, document: Document) -> Given:
        """What loading needs besides the document."""
        given = form_of(document.root, self.library)
        if given.format is None:
            return given
        texts, _ = load_texts(given.format, document)
        folder = document.source.folder
        pictures = {name: self.files.picture(folder, name) for name in named_pictures(texts)}
        return replace(given, pictures=pictures, last=self._named(document))

    def last_year(self, count: int) -> Last:
        """Last year's filings: one file given for one filing is meant for it, whatever its name."""
        if self.previous is None:
            return Last()
        filings = tuple(self._filings(self.previous))
        if count > 1 or Path(self.previous).is_dir():
            return Last(filings=filings, given=True)
        if not filings:
            raise Misuse(f"--previous 后面应当是一份读得出来的填报：{self.previous}")
        return Last(only=filings[0], given=True)

    def _filings(self, path: str) -> Iterator[Filing]:
        """The filings under a path as they stand; raises Misuse where one cannot be opened.  Those in which
        there is a fault of ours are ``beside``, and the run goes on without them."""
        there = under([path])
        opened = [self.open(file) for file in there.inputs if file.path is not None]
        for document in [*there.unopened, *opened]:
            filing = document if isinstance(document, Unopened) else self._attempted(document)
            if isinstance(filing, Fault):
                self.beside.append(filing)
            elif isinstance(filing, Unopened):
                raise Misuse(str(filing))
            elif filing:
                yield filing

    def _searched(self, documents: Sequence[Document], known: set[Path]) -> Iterator[Filing]:
        """Last year's filings in the repositories that these lie in."""
        filings = [self._attempted(document) for document in documents]
        wanted = [
            (before, filing.source.folder)
            for filing in filings
            if isinstance(filing, Filing) and (before := key_before(filing)) and filing.source.folder
        ]
        for file in search(wanted, known):
            opened = self.open(file)
            filing = None if isinstance(opened, Unopened) else self._attempted(opened)
            if isinstance(filing, Filing):
                yield filing

    def _attempted(self, document: Document) -> Filing | Fault | None:
        return attempt(document.source.name, lambda: self._alone(document))

    def _named(self, document: Document) -> LastYear | None:
        """Last year's filing where the head names it."""
        name = named_last_year(document.root)
        if name is None:
            return None
        opened = self.files.last_year(document.source.folder, name)
        if isinstance(opened, Missing):
            return LastYear(name, None, opened.reason)
        return LastYear(opened.source.name, self._alone(opened))

    def load_alone(self, document: Document) -> Loaded:
        """Load a document as it stands, without its pictures and without looking further back."""
        return load_given(document, form_of(document.root, self.library))

    def _alone(self, document: Document) -> Filing | None:
        return self.load_alone(document).filing
