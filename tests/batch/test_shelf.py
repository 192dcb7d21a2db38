"""What a process holds of many filings comes back as it was put there, and takes the memory of a few."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from generator.batch import parcel, shelf
from generator.batch.desk import Desk
from generator.batch.inputs import Input
from generator.batch.parcel import Forms, pickled
from generator.batch.shelf import Shelf
from tests.conftest import EXAMPLES


@pytest.fixture(scope="module")
def values():
    desk = Desk()
    documents = [desk.open(Input(path, path)) for path in sorted(EXAMPLES.glob("20*.yaml"))]
    return [(document, desk.load(document)) for document in documents]


@pytest.fixture
def filled(values, monkeypatch) -> Shelf:
    monkeypatch.setattr(shelf, "NEWEST", 1)
    held = Shelf()
    for number, value in enumerate(values):
        held.put(number, value)
    held.tidy()
    return held


def test_what_was_packed_is_the_same_on_the_same_form(filled, values):
    assert len(values) > 4 and len(filled.newest) == 1
    for number, (document, loaded) in enumerate(values):
        found, again = filled.get(number)
        assert (found, again) == (document, loaded)
        assert again.filing.format is loaded.filing.format
        assert again.filing.document is found


def test_what_has_no_room_is_not_there_and_no_other_suffers(values, monkeypatch):
    monkeypatch.setattr(shelf, "NEWEST", 0)
    held = Shelf()
    monkeypatch.setattr(shelf, "LARGEST", 0)
    held.put("large", values[0])
    held.tidy()
    monkeypatch.setattr(shelf, "LARGEST", 10**6)
    held.put("small", values[1])
    held.tidy()
    assert held.get("large") is None
    assert held.get("small") == values[1]


def test_a_disk_that_is_full_costs_no_more_than_reading_again(values, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "TemporaryFile", full)
    monkeypatch.setattr(shelf, "NEWEST", 0)
    held = Shelf()
    held.put("a", values[0])
    held.tidy()
    assert held.get("a") is None


def test_forms_are_held_as_long_as_the_shelf_and_only_so_many(values, monkeypatch):
    gc.collect()
    before = len(parcel._HERE)
    forms = Forms()
    pickled(values[0], forms.number)
    assert len(parcel._HERE) == before + 1
    monkeypatch.setattr(parcel, "KEPT", 1)
    with pytest.raises(parcel.pickle.PicklingError):
        pickled(values[-1], forms.number)
    del forms
    gc.collect()
    assert len(parcel._HERE) == before


def test_a_thousand_take_the_memory_of_a_few(values, monkeypatch):
    monkeypatch.setattr(shelf, "NEWEST", 4)
    document = values[0][0]
    texts = (document.source.text, *document.source.lines)

    def held(count: int) -> int:
        tracemalloc.start()
        here = Shelf()
        for number in range(count):
            here.put(number, [f"{number}{text}" for text in texts])
            here.tidy()
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert here.get(0) is not None and here.get(count - 1) is not None
        return size

    few, many = held(10), held(1000)
    assert many < few + 300_000
