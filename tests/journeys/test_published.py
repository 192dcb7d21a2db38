"""Nothing internal is published: a marked word in every internal place of a filing is in no output."""

from __future__ import annotations

import getpass
import io
import platform
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.batch.desk import examine, load
from generator.filing.filing import State
from generator.form.header import PUBLISHED, Header
from generator.form.library import Library
from generator.report.build import build
from generator.report.published import published
from generator.source.read import read, read_file
from generator.writers.docx.carried import filing_of as filing_of_docx
from generator.writers.html.carried import filing_of as filing_of_html
from generator.writers.order import Order
from generator.writers.pdf.weasyprint import EngineMissing, engine
from generator.writers.write import render
from tests.conftest import CORRECT, EXAMPLES, FAULTY, ROOT, codes
from tests.unpacked import holds

# No word of any form, example or style.
MARK = "暗記甲乙丙"
LATIN = "Kennwort4711"
PRINTED = "示例市人民政府办公室"
PICTURE = "图片/依申请公开流程.png"
WHOLE = ("docx", "html", "pdf", "poster")


def with_comments(text: str) -> str:
    """The text with a comment above and at the end of every line that is not inside a text."""
    lines: list[str] = []
    inside = -1
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= inside:
            inside = -1
        if inside < 0 and line.strip():
            lines.append(f"{' ' * indent}# {MARK}")
            lines.append(f"{line}  # {MARK}，{LATIN}")
            inside = indent if re.search(r":\s*[|>]", line) else -1
        else:
            lines.append(line)
    return "\n".join([*lines, f"# {MARK}", ""])


def marked_picture() -> bytes:
    """A picture that says more than it shows."""
    note = PngInfo()
    note.add_text("Comment", LATIN)
    note.add_itxt("Author", MARK)
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(target, "PNG", pnginfo=note)
    return target.getvalue() + MARK.encode()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filing in a folder, with last year's and a local pack, marked wherever the office is by itself."""
    room = tmp_path_factory.mktemp(LATIN)
    folder = room / MARK
    (folder / MARK).mkdir(parents=True)
    (folder / MARK / f"{LATIN}.png").write_bytes(marked_picture())
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    last = text.replace("年度: 2024 ", "年度: 2023 ").replace("2025-01-24", "2024-01-24")
    (room / f"{LATIN}-上年.yaml").write_text(
        last.replace("其他事项: |\n", f"其他事项: |\n  {MARK}\n"), "utf-8"
    )
    pack = (ROOT / "templates/local/示例市.yaml").read_text("utf-8").replace("name: 示例市", f"name: {MARK}")
    (room / "格式" / "local").mkdir(parents=True)
    (room / "格式" / "local" / f"{MARK}.yaml").write_text(pack, "utf-8")
    head = (
        f"上年填报: ../{LATIN}-上年.yaml\n地方规则: {MARK}\n"
        f"豁免:\n  - {{规则: C31, 核对码: bcdfghjk, 理由: {MARK}，{LATIN}}}\n"
        f"  - 规则: {LATIN}\n    理由: {MARK}\n"
    )
    body = text.replace(PICTURE, f"{MARK}/{LATIN}.png")
    body = body.replace("其他事项: |\n", "其他事项: |\n  上年新收{{ 上年.申请办理情况.本年新收.总计 }}件。\n")
    (folder / "年报.yaml").write_text(with_comments(body + head), "utf-8")
    return folder


@pytest.fixture(scope="module")
def outputs(office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that can be made of it, by name."""
    from generator import cli
    from generator.cli.chinese import explain

    made: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        for printer in ("typst", "weasyprint") if has_weasyprint() else ("typst",):
            target = tmp_path_factory.mktemp("out")
            forms = ",".join(WHOLE) if printer == "typst" else "pdf"
            call = ["build", office / "年报.yaml", "-o", target, "--to", forms, "--engine", printer]
            call += ["--templates", office.parent / "格式", "--bundled-fonts"]
            patch.setattr("sys.argv", ["nianbao", *map(str, call)])
            assert explain(cli.group()) == 0
            files = (path for path in target.iterdir() if path.is_file())
            made |= {f"{printer}:{path.name}": path.read_bytes() for path in files}
    return made


def has_weasyprint() -> bool:
    try:
        return bool(engine())
    except EngineMissing:
        return False


def test_every_output_is_made_and_what_it_says_is_found_in_it(outputs):
    kinds = {name.partition("年报")[2] for name in outputs}
    assert kinds == {".docx", ".html", ".pdf", "-图解.svg", "-图解.png", "-图解.pdf"}
    assert not [name for name, data in outputs.items() if not holds(data, PRINTED)]
    assert holds(outputs["typst:年报.docx"], "上年新收134件")


def test_no_internal_word_is_in_any_output(outputs):
    assert [
        (name, word) for name, data in outputs.items() for word in (MARK, LATIN) if holds(data, word)
    ] == []


def test_no_output_says_on_which_machine_and_by_whom_it_was_made(outputs, office):
    words = {platform.node(), str(office), str(ROOT), str(Path.home() / ""), f"/{getpass.getuser()}/"}
    words = {word for word in words if len(word) > 4}
    assert words
    assert [(name, word) for name, data in outputs.items() for word in words if holds(data, word)] == []


def test_what_describes_a_document_is_a_short_list(outputs):
    allowed = {
        "/Title",
        "/Author",
        "/Subject",
        "/Keywords",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
    }
    for name, data in outputs.items():
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                assert set(pdf.docinfo.keys()) <= allowed
                assert list(pdf.attachments) == ([] if "图解" in name else ["filing.yaml"])
    assert holds(outputs["typst:年报.docx"], "<Application>nianbao</Application>")


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_word_in_the_carried_filing_would_be_found(form):
    """The search itself: whatever a writer is given to carry, it finds in the file."""
    filing = load(read_file(EXAMPLES / "2021-city.yaml")).filing
    report = replace(build(filing), data=f"甲: {MARK}\n" * 30)
    (data,) = render(report, Order((form,), system_fonts=False)).values()
    assert holds(data, MARK)


def test_a_word_in_a_picture_would_be_found():
    assert holds(marked_picture(), MARK)
    assert holds(marked_picture(), LATIN)


# ---------------------------------------------------------------- drafts


UNKNOWN = (
    ("引言: |\n", f"{MARK}: {{{LATIN}: {MARK}}}\n引言: |\n"),
    ("  平台建设: |\n", f"  {MARK}: {LATIN}\n  平台建设: |\n"),
    ("  行政许可: 0\n", f"  行政许可: {MARK}\n  {MARK}: 0\n"),
    ("{制发: 20, 废止: 8,", f"{{制发: 20, {MARK}: {LATIN}, 废止: 8,"),
    ("  本年新收: [125,", f"  本年新收: [{MARK},"),
    ("  上年结转: [13,", f"  上年结转: [{{{MARK}: 1}},"),
    ("    没有现成信息: 0\n", f"    没有现成信息: [{MARK}, 1]\n"),
    ("  不予公开:\n", f"  不予公开:\n    {MARK}: {LATIN}\n"),
    ("  未经复议直接起诉: 0\n", f"  未经复议直接起诉: {MARK}\n"),
    ("  复议后起诉: 0\n", f"  复议后起诉: [{MARK}]\n"),
)


def test_what_the_form_does_not_know_is_not_published_in_a_draft_either(example_text):
    text = example_text
    for old, new in UNKNOWN:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    examined = examine(read(text.encode(), "年报.yaml", EXAMPLES))
    assert examined.has_errors
    made = render(build(examined.filing, draft=True), Order(WHOLE, system_fonts=False))
    assert len(made) == 6
    assert [(name, word) for name, data in made.items() for word in (MARK, LATIN) if holds(data, word)] == []


def test_unknown_columns_of_a_free_table_stay_behind_and_parts_of_parts_do_not():
    text = (EXAMPLES / "2008.yaml").read_text("utf-8")
    old = "{指标: 當面申請, 单位: 件, 数量: 1366}"
    deep = f"{{指标: 當面申請, 单位: 件, 数量: 1366, {MARK}: 1, 分项: [{{指标: 甲, 单位: 件, 数量: 1366}}]}}"
    assert old in text
    filing = load(read(text.replace(old, deep).encode())).filing
    carried = published(filing)
    assert MARK not in carried
    assert carried.count("数量: 1366") == 2


# ---------------------------------------------------------------- the head, and reading back


def test_of_every_field_of_the_head_it_is_decided_whether_it_is_published():
    assert set(Header.model_fields) - set(PUBLISHED) == {"previous", "local", "waivers"}


@pytest.mark.parametrize("adds", [True, False])
def test_the_name_of_a_pack_is_published_only_where_it_adds_to_what_is_printed(adds, example_text, tmp_path):
    pack = (ROOT / "templates/local/示例市.yaml").read_text("utf-8").replace("name: 示例市", "name: 某地")
    section = "sections:\n  - {key: 本地情况, heading: 七、本地情况}\n"
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / "某地.yaml").write_text(pack + (section if adds else ""), "utf-8")
    library = Library((tmp_path,))
    text = example_text.replace(PICTURE, "没有.png") + "地方规则: 某地\n" + "本地情况: |\n  没有。\n" * adds
    filing = load(read(text.encode()), library).filing
    public = published(filing)
    assert ("地方规则: 某地" in public) is adds
    again = load(read(public.encode()), library).filing
    assert again.texts.keys() == filing.texts.keys()
    assert ("本地情况" in again.texts) is adds


@pytest.mark.parametrize("key", ["上年填报", "地方规则", "豁免"])
def test_what_is_internal_cannot_be_printed_by_a_placeholder(changed, key):
    examined = changed(("其他事项: |\n", f"其他事项: |\n  {{{{ {key} }}}}\n"))
    assert "N11" in codes(examined)


def test_last_years_figures_are_read_back_as_they_were_printed(outputs):
    text = filing_of_docx(outputs["typst:年报.docx"])
    assert "上年新收134件。" in text
    assert text == filing_of_html(outputs["typst:年报.html"].decode())
    assert "N12" not in codes(examine(read(text.encode())))


def test_a_value_of_last_years_that_looks_like_markup_stays_text(example_text, tmp_path):
    last = example_text.replace("年度: 2024 ", "年度: 2023 ").replace("2025-01-24", "2024-01-24")
    odd = "'示例**市**{{ 年度 }}办'"
    (tmp_path / "2023.yaml").write_text(last.replace("机关: 示例市人民政府办公室", f"机关: {odd}"), "utf-8")
    text = example_text.replace(PICTURE, "没有.png") + "上年填报: 2023.yaml\n"
    text = text.replace("其他事项: |\n", "其他事项: |\n  上年称{{ 上年.机关 }}。\n")
    filing = load(read(text.encode(), "2024.yaml", tmp_path)).filing
    assert filing.previous is not None
    again = load(read(published(filing).encode())).filing
    printed = [block for block in build(filing, draft=True).blocks if "上年称" in str(block)]
    assert printed == [block for block in build(again, draft=True).blocks if "上年称" in str(block)]
    assert "示例**市**{{ 年度 }}办" in str(printed)


@pytest.mark.parametrize("path", [*CORRECT, *FAULTY], ids=lambda path: path.stem)
def test_what_is_carried_reads_back_to_the_same_figures_and_texts(path, tmp_path):
    filing = examine(read_file(path)).filing
    for number, name in enumerate(filing.pictures, start=1):
        target = tmp_path / f"图片/{number}.png"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(path.parent / name, target)
    again = load(read(published(filing).encode(), folder=tmp_path)).filing
    assert again.header == filing.header.public
    values = [(address, cell.value, cell.written) for address, cell in filing.cells.items()]
    assert [(address, cell.value, cell.written) for address, cell in again.cells.items()] == values
    assert [text.path for text in again.texts.values()] == [text.path for text in filing.texts.values()]
    assert build(again, draft=True).all_blocks == build(filing, draft=True).all_blocks
    assert published(again) == published(filing)
    assert any(cell.state is State.GIVEN for cell in again.cells.values()) or again.free


def names_in(text: str) -> Iterator[str]:
    """What the list of what is published calls by the names of keys."""
    yield from re.findall(r"`([^`]+)`", text)


def test_the_list_in_the_docs_names_every_field_of_the_head():
    text = (ROOT / "docs" / "published.md").read_text("utf-8")
    inside, _, outside = text.partition("## 不公开的")
    fields = {name: str(field.alias) for name, field in Header.model_fields.items()}
    assert {fields[name] for name in PUBLISHED} <= set(names_in(inside))
    hidden = {key for name, key in fields.items() if name not in PUBLISHED}
    assert hidden <= set(names_in(outside))
    assert not hidden & set(names_in(inside))
