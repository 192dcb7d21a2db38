"""How many stand how: what the chief sees first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.collect.overview.scene import Plain, Scene
from generator.collect.standing import State
from generator.form.day import official

# In the order in which they are told, each with the look of its part of the bar.
ORDER = (State.GOOD, State.MISSING, State.LATE, State.WRONG, State.TWICE)
# Between the parts of the bar, in thousandths of its width.
SEAM = 1.5


def gist(scene: Scene) -> Plain:
    """The counts, the bar, the day on which it is judged."""
    collected = scene.collected
    states = [_state(scene, state) for state in ORDER]
    whole = len(collected.standings)
    return {
        "year": collected.year,
        "on": official(collected.on) if collected.on else "",
        "on_date": collected.on.isoformat() if collected.on else "",
        "roster": collected.roster.file.replace("\\", "/").rpartition("/")[2],
        "units": whole,
        "filings": sum(len(each.filings) for each in collected.standings) + len(collected.outside),
        "states": states,
        "outside": len(collected.outside),
        "late": len(collected.late),
        "bar": list(_bar(states, whole)),
        "rate": rate(sum(1 for each in collected.standings if each.filings), whole),
        "region": scene.tops[0].unit.authority if len(scene.tops) == 1 else "",
    }


def rate(handed: int, whole: int) -> str:
    """What part has handed in; not all before it is all."""
    return f"{handed * 1000 // whole / 10:.1f}%" if whole else ""


def _state(scene: Scene, state: State) -> Plain:
    return {"label": state.value, "count": scene.collected.states[state], "series": ORDER.index(state)}


def _bar(states: list[Plain], whole: int) -> Iterator[Plain]:
    """The parts of the bar from left to right in thousandths of its width."""
    left = 0
    for each in states:
        width = each["count"] * 1000 / whole if whole else 0
        if width:
            yield {**each, "x": f"{left:.2f}", "width": f"{max(width - SEAM, width / 2):.2f}"}
        left += width
