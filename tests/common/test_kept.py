"""What was worked out of a text is kept, within bounds."""

from generator.common.kept import KEPT, LONGEST, kept


def test_a_text_that_comes_again_is_not_worked_on_again():
    asked = []

    @kept
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("年报"), length("附件三"), length("年报")] == [2, 3, 2]
    assert asked == ["年报", "附件三"]


def test_nothing_is_kept_of_a_long_text_and_no_more_than_so_many_of_short_ones():
    asked = []

    @kept
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("长" * (LONGEST + 1)), length("长" * (LONGEST + 1))] == [LONGEST + 1] * 2
    assert len(asked) == 2
    for number in range(KEPT + 1):
        length(f"{number}")
    length("0")
    assert asked.count("0") == 2


def test_a_refusal_is_not_kept():
    asked = []

    @kept
    def refuse(text: str) -> int:
        asked.append(text)
        raise ValueError(text)

    for _ in range(2):
        try:
            refuse("年报")
        except ValueError as error:
            assert str(error) == "年报"
    assert len(asked) == 2
