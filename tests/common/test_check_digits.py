"""Numbers whose last character proves the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.common.check_digits import is_identity_number, passes_luhn

# Born in 1900: nobody's.
IDENTITY = "330399190001010011"


@pytest.mark.parametrize("number", [IDENTITY, "11010519491231002X", "11010519491231002x"])
def test_a_number_whose_last_character_is_right_is_an_identity_number(number):
    assert is_identity_number(number)


@given(st.integers(0, 17), st.integers(1, 9))
def test_a_number_of_which_one_digit_is_changed_is_none(place, more):
    digit = str((int(IDENTITY[place]) + more) % 10)
    assert not is_identity_number(IDENTITY[:place] + digit + IDENTITY[place + 1 :])


@pytest.mark.parametrize(
    "number", ["", "1" * 17, "110105194912310X2X", "１１０１０５１９４９１２３１００２X"]
)
def test_what_has_another_length_or_other_characters_is_none(number):
    assert not is_identity_number(number)


def test_a_day_that_never_was_is_no_day_of_birth():
    numbers = [f"33039919000230001{last}" for last in "0123456789X"]
    assert not any(map(is_identity_number, numbers))


def test_just_one_last_digit_passes():
    assert passes_luhn("79927398713")
    assert [digit for digit in "0123456789" if passes_luhn("7992739871" + digit)] == ["3"]
    assert not passes_luhn("")
    assert not passes_luhn("7992 7398713")
