"""The colours of a style, by medium: paper, the light screen and the dark one."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.form.overview_plan import SERIES
from generator.source.data_file import Model
from generator.source.verdicts import refusal


def _colour(text: str) -> str:
    if not re.fullmatch("#[0-9a-f]{6}", text):
        raise refusal(f"应当写成 #1a2b3c 这样，用小写字母，加引号，这里是“{text}”")
    return text


Colour = Annotated[str, AfterValidator(_colour)]


class Inks(Model):
    """The colours of a report on paper; ``shade`` lies behind the heads of tables, ``banner`` behind the
    lines across a table over its blocks (left out: the shade)."""

    text: Colour
    title: Colour
    heading: Colour
    rule: Colour
    shade: Colour
    banner: Colour | None = None


class Screen(Inks):
    """The colours of a web page: ``page`` behind the text, ``around`` beside it, and the parts of charts."""

    page: Colour
    around: Colour
    accent: Colour
    link: Colour
    series: Annotated[tuple[Colour, ...], Field(min_length=SERIES)]


class Colours(Model):
    """Every colour there is, by medium.  The picture sheet is set in those of the light screen."""

    paper: Inks
    light: Screen
    dark: Screen
