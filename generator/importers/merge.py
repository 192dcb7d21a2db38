"""What was changed in a report since it was built, put into the filing that it was built of.

The filing keeps its comments, its layout and its placeholders; only the figures and the lines that were
changed are written anew.  What was changed in the filing since stays.  What cannot be put there, and what
both sides changed, is told, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.filing.filing import Filing
from generator.findings.finding import Edit
from generator.form.own_tables import KEY
from generator.importers.merge_around import not_here, not_there, rows_of_both
from generator.importers.merge_beside import beside_edits
from generator.importers.merge_blocks import rewritten
from generator.importers.merge_comments import with_comments
from generator.importers.merge_figures import figure_edits, odd_totals, settled_cells
from generator.importers.merge_free import free_edits
from generator.importers.merge_head import head_edits
from generator.importers.merge_pictures import other_pictures
from generator.importers.merge_sides import NO_PLACES, Merged, Places, Sides
from generator.importers.merge_text_lines import Figures
from generator.importers.merge_texts import merged_text
from generator.importers.merge_titles import title_edits
from generator.importers.said import NOTHING, Said
from generator.source.edits import edited

# Loads a text as the filing that it is.
Load = Callable[[str], Filing | None]
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a filing: ``said`` is all that it says, also what no field has; ``base`` the filing that it
    was built of, None where nobody knows; ``places``: where in it things stand."""

    filing: Filing
    said: Said = NOTHING
    base: Filing | None = None
    places: Places = NO_PLACES


def merged(old: Filing, report: Report, load: Load) -> Merged:
    """The filing with what was changed in the report: figures, texts and fields.

    Raises ValueError where the two are not of one form.
    """
    if old.format.version != report.filing.format.version:
        raise ValueError(
            f"{report.filing.format.version} is not the form of the filing, {old.format.version}"
        )
    sides = Sides(old, report.base or old, report.filing, report.places)
    result = Merged(old.source.text)
    edits = [
        *figure_edits(old, settled_cells(sides, result), result),
        *head_edits(sides, report.said, result),
        *free_edits(sides, result),
        *beside_edits(sides, result),
        *title_edits(sides, report.said, result),
    ]
    result.text = edited(result.text, edits)
    between, after = load(result.text), _after(sides, report.said, load)
    if between is None or after is None:
        result.unplaced.append("正文没有比较：数字改过以后填报读不出来")
        return result
    result.unplaced += _left_by_hand(sides, between, report.said)
    result.conflicts += rows_of_both(sides, report.said)
    texts = list(_texts(sides, _figures(sides, after, between), result))
    result.text = edited(result.text, texts)
    result.unplaced += odd_totals(after, report.filing)
    return with_comments(result, load)


def _left_by_hand(sides: Sides, between: Filing, said: Said) -> list[str]:
    """What was changed in the report and is not ``between``, which has what was written so far."""
    gone = [*_not_found(sides, said), *not_there(replace(sides, filing=between), said)]
    return [*gone, *not_here(sides), *other_pictures(sides, said)]


def _after(sides: Sides, said: Said, load: Load) -> Filing | None:
    """The filing that the report was built of with the report's figures and fields."""
    base, ignored = sides.base, Merged("")
    alone = replace(sides, filing=base)
    edits = [
        *figure_edits(base, sides.report.cells, ignored),
        *head_edits(alone, said, ignored),
        *free_edits(alone, ignored),
        *title_edits(alone, said, ignored),
    ]
    return load(edited(base.source.text, edits))


def _figures(sides: Sides, after: Filing, between: Filing) -> Figures:
    """What placeholders print; last year's filing is only beside the filing itself."""
    previous = sides.filing.previous
    before, after = replace(sides.base, previous=previous), replace(after, previous=previous)
    return Figures(before, after, sides.filing, between)


def _texts(sides: Sides, figures: Figures, result: Merged) -> Iterator[Edit]:
    """An edit for each narrative in which a line was changed."""
    for path, text in sides.report.texts.items():
        words = text.scalar.text.strip()
        if not words:
            continue  # what was not found in the report was not taken out of it
        if path not in figures.now.texts and (path not in sides.base.texts or not sides.is_known):
            result.unplaced.append(f"填报里没有“{path}”这一部分，报告里有：{words[:SHOWN]}")
            continue
        merge = merged_text(sides, figures, path)
        result.changes += merge.changes
        result.notes += merge.notes
        result.unplaced += merge.kept
        result.conflicts += merge.conflicts
        if merge.changes and path in figures.now.texts:
            yield rewritten(figures.now, path, merge.lines)


def _not_found(sides: Sides, report: Said) -> Iterator[str]:
    """Texts of the filing of which the report shows nothing: left as they are, and told.  Those about the
    office's own tables are no texts in a report that is read, but may be there."""
    for path, text in sides.filing.texts.items():
        if path.startswith(f"{KEY}.") and report.words and not report.is_book:
            continue
        new = sides.report.texts
        said = path in new and new[path].scalar.text.strip()
        if path in sides.base.texts and text.scalar.text.strip() and not said:
            yield f"报告里没有找到“{path}”，填报里的没有动"
