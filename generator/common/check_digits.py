"""Whether the last character of a number proves the others: of identity cards, of bank cards."""

from __future__ import annotations

import datetime

# GB 11643—1999 (ISO 7064, MOD 11-2): the weight of each digit, and the character for each remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS = "10X98765432"
IDENTITY_LENGTH = 18


def is_identity_number(number: str) -> bool:
    """Whether these are the digits of an identity card: a day of birth that was, and a last character that
    is right."""
    if len(number) != IDENTITY_LENGTH or not number[:-1].isdecimal() or not number.isascii():
        return False
    return _is_day(number[6:14]) and _CHARACTERS[_weighed(number) % 11] == number[-1].upper()


def _weighed(number: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))


def _is_day(digits: str) -> bool:
    try:
        datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def passes_luhn(number: str) -> bool:
    """Whether the last digit is the one that the others ask for (GB/T 17552, ISO/IEC 7812-1): every second
    digit from the right counts twice, its own digits summed."""
    if not number.isdecimal() or not number.isascii():
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
