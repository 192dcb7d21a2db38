"""Reading is strict, says where, and never raises."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.nodes import Document, Mapping, Scalar, Sequence, locate, to_plain
from generator.source.read import DEPTH_LIMIT, SIZE_LIMIT, read
from generator.source.yaml_text import dump


def findings(text: str | bytes) -> list[tuple[str, int, int]]:
    data = text.encode() if isinstance(text, str) else text
    return [(finding.code, finding.span.line, finding.span.column) for finding in read(data).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度: 2024\n年度: 2025\n", [("Y04", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("Y05", 1, 4), ("Y05", 2, 4)]),
        ("a: !!python/object/apply:os.system [x]\n", [("Y06", 1, 4)]),
        ("a: ! x\n", [("Y06", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("Y07", 2, 1)]),
        ("邮编: 010\n", [("Y08", 1, 5)]),
        ("a: 1_000\n", [("Y08", 1, 4)]),
        ("a: 12:30\n", [("Y08", 1, 4)]),
        ("a: 0x1F\n", [("Y08", 1, 4)]),
        ("a: [yes, No, ON]\n", [("Y08", 1, 5), ("Y08", 1, 10), ("Y08", 1, 14)]),
        ("a: b: c\n", [("Y03", 1, 5)]),
        ("a: [1, 2\nb: 3\n", [("Y03", 1, 4)]),
        ('a: "x\nb: 3\n', [("Y03", 1, 4)]),
        ("b: 1\na:0\nc: 2\n", [("Y03", 2, 1)]),
        ('a: "前\\0后"\n', [("Y10", 1, 4)]),
        ('a: "前\\x1b后"\n', [("Y10", 1, 4)]),
        ('a: "前\\L后"\n', [("Y10", 1, 4)]),
        ("a: |\n  前\u2028后\n", [("Y10", 2, 4)]),
        ("\ta: 1\n", [("Y03", 1, 1)]),
        ("- 1\n", [("Y11", 1, 1)]),
        ("文字\n", [("Y11", 1, 1)]),
        ("", [("Y11", 1, 1)]),
        ("# 只有注释\n", [("Y11", 1, 1)]),
        ("? [1]\n: 2\n", [("Y12", 1, 3)]),
        ("a: 前\x07后\n", [("Y10", 1, 5)]),
        ("a: 1\nb: \ufeff\n", [("Y10", 2, 4)]),
    ],
)
def test_what_is_surprising_is_refused_with_its_place(text: str, expected: list[tuple[str, int, int]]):
    assert findings(text) == expected


@pytest.mark.parametrize("text", ["010", "yes", "12:30", "1_000", "off"])
def test_in_quotes_the_same_words_are_plain_text(text: str):
    document = read(f'a: "{text}"\n'.encode())
    assert not document.findings
    assert to_plain(document.root) == {"a": text}


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("机关: 示例".encode("gbk"), "GBK"),
        ("机关: 示例".encode("utf-16"), "UTF-16"),
        (b"a: 1\nb: \xff\xff\xff", "不是 UTF-8"),
    ],
)
def test_text_that_is_not_utf8_is_named(data: bytes, guess: str):
    (finding,) = read(data).findings
    assert finding.code == "Y01"
    assert guess in finding.message


def test_a_byte_that_is_no_utf8_is_located():
    assert findings(b"a: 1\nb: \xff\xff\xff") == [("Y01", 2, 4)]


def test_a_byte_order_mark_is_no_mistake():
    assert findings("\ufeffa: 1\n") == []


def test_a_file_over_the_limit_is_refused_before_it_is_parsed():
    assert findings(b"a: " + b"x" * SIZE_LIMIT) == [("Y02", 1, 1)]


def test_nesting_beyond_the_limit_is_refused_however_deep():
    assert [code for code, *_ in findings("a: " + "[" * DEPTH_LIMIT * 5000)] == ["Y09"]
    fits = "a: " + "[" * (DEPTH_LIMIT - 1) + "]" * (DEPTH_LIMIT - 1)
    assert findings(fits) == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "[{", "-\n"])
@pytest.mark.parametrize("depth", [DEPTH_LIMIT + 5, 999, 1000, 1500])
def test_nesting_is_told_where_it_becomes_too_deep_though_the_parser_has_a_limit_of_its_own(opening, depth):
    text = "a:\n  " + opening.replace("\n", "\n  ") * depth
    if opening == "-\n":
        text = "a:\n" + "".join(" " * level + "-\n" for level in range(1, depth))
    (finding,) = read(text.encode()).findings
    assert (finding.code, f"超过 {DEPTH_LIMIT} 层" in finding.message) == ("Y09", True)
    assert finding.span.line <= DEPTH_LIMIT + 3
    assert finding.span.column <= 4 * (DEPTH_LIMIT + 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: " + "[" * 60 + "\n@", ("Y09", 1, 3 + DEPTH_LIMIT)),
        ("a: {]\n@", ("Y03", 1, 5)),
        ("a: [[] ] ]\n@", ("Y03", 1, 10)),
        ("a: [{] " + "[" * 1500, ("Y03", 1, 6)),
    ],
)
def test_of_two_faults_the_first_is_told_though_the_parser_looks_ahead(text, expected):
    assert findings(text) == [expected]


def test_every_problem_of_a_readable_file_is_told_in_one_run():
    assert [code for code, *_ in findings("a: 1\na: 2\nb: 010\nc: &x 1\n")] == ["Y08", "Y05", "Y04"]


def test_a_file_with_too_much_wrong_is_not_read_to_its_end():
    codes = [code for code, *_ in findings("a: [" + "*b, " * 5000 + "]\n")]
    assert len(codes) == 1001
    assert (codes[0], codes[-1]) == ("Y05", "Y13")


def test_syntax_errors_are_told_in_chinese():
    (finding,) = read(b"a: [1, 2\nb: 3\n").findings
    assert "方括号没有配对" in finding.message


def scalar_of(text: str) -> tuple[Document, Scalar]:
    document = read(text.encode())
    assert not document.findings
    node = document.root.entries["a"]
    assert isinstance(node, Scalar)
    return document, node


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: |\n  第一行\n\n  前面{{ x }}后面\n", (4, 5)),
        ("a: |\r\n  第一行\r\n  前面{{ x }}后面\r\n", (3, 5)),
        ("a: |-\n      前面{{ x }}\n", (2, 9)),
        ("a: |2\n    前面{{ x }}\n", (2, 7)),
        ("a: 前面{{ x }}\n", (1, 6)),
        ('a: "前面{{ x }}"\n', (1, 7)),
        ("a: '前面{{ x }}'\n", (1, 7)),
        ("b: 1\na: >\n  折行的\n  前面{{ x }}\n", (2, 4)),
    ],
)
def test_a_place_inside_a_text_is_found_in_the_file(text: str, place: tuple[int, int]):
    document, scalar = scalar_of(text)
    start = scalar.text.index("{{")
    span = locate(document.source, scalar, start, start + 7)
    assert (span.line, span.column) == place


def test_plain_data_keep_numbers_numbers_and_texts_texts():
    document = read(b'a: 1\nb: "1"\nc: 1.50\nd:\ne: true\nf: [1, x]\n')
    assert to_plain(document.root) == {"a": 1, "b": "1", "c": "1.50", "d": None, "e": True, "f": [1, "x"]}


keys = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_raise(data: bytes):
    document = read(data)
    assert all(re.fullmatch("Y[0-9]{2}", finding.code) for finding in document.findings)
    # Nothing is passed over in silence: what holds something gives something, or is told.
    assert document.findings or document.root.entries or not said(data)


def said(data: bytes) -> str:
    """What stands in a text beside comments, markers and white space."""
    lines = data.decode("utf-8-sig").splitlines()
    return "".join(re.sub(r"(^|\s)#.*|^---|\s", "", line) for line in lines)


@given(st.text(st.sampled_from("a:-[]{}#&*!|>'\"%@`,? \n\t0123_中：，"), max_size=80))
def test_no_yaml_like_text_makes_reading_raise(text: str):
    for finding in read(text.encode()).findings:
        assert finding.code.startswith("Y")
        assert finding.span.line >= 1
        assert finding.span.column >= 1


@pytest.mark.slow
@given(st.dictionaries(keys, st.one_of(texts, st.integers(-(10**15), 10**15), st.lists(texts, max_size=3))))
def test_what_is_dumped_reads_back_as_the_same(data: dict[str, object]):
    first = read(dump(_tree(data)).encode())
    second = read(dump(first.root).encode())
    assert to_plain(first.root) == to_plain(second.root)
    if not first.findings and data:
        assert set(first.root.entries) == set(data)


def _tree(data: dict[str, object]) -> Mapping:
    from generator.findings.finding import Span

    def node(value: object) -> Scalar | Sequence:
        if isinstance(value, list):
            return Sequence(tuple(node(item) for item in value), Span())  # type: ignore[arg-type]
        return Scalar(str(value), Span(), "" if isinstance(value, int) else "'")

    return Mapping({key: node(value) for key, value in data.items()}, {}, Span())
