"""What somebody does to files in LibreOffice; run by a Python that has ``uno``, and by nothing else of ours.

Standard input: jobs, a line of JSON each: ``{"source": path, "edits": [[name, ...words]], "saved": {path:
filter}}``.  For each a line comes back: the edits that could not be made.  The first argument names the
pipe of the office.
"""

from __future__ import annotations

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

SECONDS = 60


def connected(pipe: str):
    """The desktop of the office, as soon as it is there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(SECONDS * 5):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start")


def properties(**named):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


def found(document, words: str, *, whole: bool = False):
    """The first place where these words stand; with ``whole`` they are all of a paragraph or a cell."""
    search = document.createSearchDescriptor()
    search.SearchString = f"^{words}$" if whole else words
    search.SearchRegularExpression = whole
    search.SearchCaseSensitive = True
    place = document.findFirst(search)
    if place is None:
        raise LookupError(words)
    return place


def cursor_at(place):
    return place.Text.createTextCursorByRange(place)


# ---------------------------------------------------------------- documents


def figure(document, old: str, new: str) -> None:
    """A figure that is alone in its cell."""
    found(document, old, whole=True).String = new


def words(document, old: str, new: str) -> None:
    found(document, old).String = new


def paragraph_after(document, beginning: str, new: str) -> None:
    cursor = cursor_at(found(document, beginning))
    cursor.gotoEndOfParagraph(False)
    cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    cursor.Text.insertString(cursor, new, False)


def without_paragraph(document, beginning: str) -> None:
    """Its words and its end, as somebody deletes it who marks it from its beginning to the next one's."""
    cursor = cursor_at(found(document, beginning))
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.String = ""


def tracked(document, name: str, *rest: str) -> None:
    """Another edit, with its changes recorded."""
    document.RecordChanges = True
    globals()[name](document, *rest)
    document.RecordChanges = False


def put_behind(document, behind: str, new: str) -> None:
    cursor = cursor_at(found(document, behind))
    cursor.collapseToEnd()
    cursor.Text.insertString(cursor, new, False)


def comment(document, at: str, said: str) -> None:
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = "处长", said
    place = found(document, at)
    place.Text.insertTextContent(place, note, True)


def filled(document, table: str, *values: str) -> None:
    """The cells of a table that are empty or hold a figure, one after the other."""
    there = document.TextTables.getByIndex(int(table))
    cells = [there.getCellByName(name) for name in there.CellNames]
    blank = [cell for cell in cells if not cell.String.strip() or cell.String.isdecimal()]
    if len(blank) != len(values):
        raise LookupError(f"{len(blank)} cells for {len(values)} figures")
    for cell, value in zip(blank, values, strict=True):
        cell.String = value


def below(document, heading: str, *lines: str) -> None:
    """Paragraphs below a heading, in the style of text, as Word goes on after one."""
    cursor = cursor_at(found(document, heading, whole=True))
    cursor.gotoEndOfParagraph(False)
    for line in lines:
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.ParaStyleName = "Standard"
        cursor.Text.insertString(cursor, line, False)


# ---------------------------------------------------------------- workbooks


def cell(document, sheet: str, row: str, column: str, new: str) -> None:
    """What somebody types into a cell: a number where it looks like one."""
    place = document.Sheets.getByName(sheet).getCellByPosition(int(column) - 1, int(row) - 1)
    if new.startswith("'"):
        place.String = new[1:]
    else:
        place.FormulaLocal = new


def text(document, sheet: str, row: str, column: str, new: str) -> None:
    document.Sheets.getByName(sheet).getCellByPosition(int(column) - 1, int(row) - 1).String = new


def unprotected(document, sheet: str) -> None:
    document.Sheets.getByName(sheet).unprotect("")


def row_before(document, sheet: str, row: str) -> None:
    document.Sheets.getByName(sheet).Rows.insertByIndex(int(row) - 1, 1)


def recalculated(document) -> None:
    document.calculateAll()


# ---------------------------------------------------------------- jobs


def done(desktop, job) -> list[str]:
    """A job: the edits that could not be made."""
    url = uno.systemPathToFileUrl(job["source"])
    document = desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))
    if document is None:
        return [f"not opened: {job['source']}"]
    failed = []
    try:
        for name, *rest in job["edits"]:
            try:
                globals()[name](document, *rest)
            except Exception as error:
                failed.append(f"{name} {rest}: {error!r}")
        for path, form in job["saved"].items():
            document.storeToURL(uno.systemPathToFileUrl(path), properties(FilterName=form, Overwrite=True))
    finally:
        document.close(True)
    return failed


def main() -> None:
    """Do the jobs, and end the office."""
    desktop = connected(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(done(desktop, json.loads(line)), ensure_ascii=False), flush=True)
    desktop.terminate()


if __name__ == "__main__":
    main()
