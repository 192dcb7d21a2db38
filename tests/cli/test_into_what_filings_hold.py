"""``import --into`` with all that a filing may hold: what was changed goes where it belongs, no further."""

from __future__ import annotations

import copy
import shutil

import docx
import pytest

from tests.conftest import EXAMPLES

FULL = "2021-full"
WAIVER = "豁免:\n  - {规则: C31, 理由: 机构改革，职能划转}   # 办公会同意\n"
HEAD = f"上年填报: 上年.yaml   # 上年的\n地方规则: 示例市\n{WAIVER}联系方式:\n"
NOW, LAST = "申请办理情况.本年新收.总计", "上年.申请办理情况.本年新收.总计"
BEFORE = f"全年新收政府信息公开申请{{{{ {NOW} }}}}件，"
QUOTED = (
    f"全年新收政府信息公开申请{{{{ {NOW} }}}}件（上年{{{{ {LAST} }}}}件，"
    f"增长{{{{ ({NOW} - {LAST}) / {LAST} | 百分比 }}}}），"
)
ADDED = (("联系方式:\n", HEAD), (BEFORE, QUOTED))


def words(element) -> str:
    return "".join(text.text or "" for text in element.iter("{*}t"))


def put(element, new: str) -> None:
    first, *rest = element.iter("{*}t")
    first.text = new
    for text in rest:
        text.text = ""


def reworded(*changes: tuple[str, str]):
    """Words of paragraphs changed."""

    def change(document) -> None:
        for old, new in changes:
            found = [each for each in document.element.body.iter("{*}p") if old in words(each)]
            assert found, old
            for each in found:
                put(each, words(each).replace(old, new))

    return change


def row_of(document, label: str):
    return next(
        row for table in document.tables for row in table._tbl.tr_lst if label in map(words, row.tc_lst)
    )


def cell(label: str, old: str, new: str):
    """A cell of a row changed."""

    def change(document) -> None:
        (found,) = (each for each in row_of(document, label).tc_lst if words(each) == old)
        put(found, new)

    return change


def row_taken_out(label: str):
    def change(document) -> None:
        row = row_of(document, label)
        row.getparent().remove(row)

    return change


def row_put_in(label: str, *new: str):
    def change(document) -> None:
        row = row_of(document, label)
        added = copy.deepcopy(row)
        row.addnext(added)
        for each, text in zip(added.tc_lst, new, strict=True):
            put(each, text)

    return change


def nothing(document) -> None:
    """A report as it was built."""


@pytest.fixture
def into(run, tmp_path):
    """A report of an example, built and changed, put back; returns the code, what is said, and what became of
    the filing, where ``since`` was changed in it meanwhile."""

    def done(name: str, change, texts=(), since=()):
        for path in EXAMPLES.iterdir():
            copied = shutil.copytree if path.is_dir() else shutil.copy
            copied(path, tmp_path / path.name)
        last = (EXAMPLES / f"{FULL}.yaml").read_text("utf-8").replace("年度: 2024", "年度: 2023")
        last = last.replace("2025-01-2", "2024-01-2").replace("26件}, 8, 1", "26件}, 2, 1")
        (tmp_path / "上年.yaml").write_text(last, encoding="utf-8")
        file = tmp_path / f"{name}.yaml"
        text = replaced(file.read_text("utf-8"), texts)
        file.write_text(text, encoding="utf-8")
        assert run("build", file, "-o", tmp_path, "--to", "docx", "--bundled-fonts", "--draft")[0] == 0
        report = tmp_path / f"{name}.docx"
        document = docx.Document(str(report))
        change(document)
        document.save(str(report))
        text = replaced(text, since)
        file.write_text(text, encoding="utf-8")
        code, out, err = run("import", report, "--into", file)
        return code, out + err, text, file.read_text("utf-8")

    return done


def replaced(text: str, changes) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_a_report_that_was_not_changed_leaves_last_year_local_rules_and_waivers_as_they_are(into):
    code, said, before, after = into(FULL, nothing, ADDED)
    assert "没有要改的" in said
    assert after == before
    assert code == 0


def test_words_between_several_placeholders_of_one_sentence_are_changed_and_all_of_these_stay(into):
    change = reworded(
        ("全年新收政府信息公开申请60件（上年54件，", "全年共新收政府信息公开申请60件（上一年54件，")
    )
    code, _, before, after = into(FULL, change, ADDED)
    assert QUOTED in before
    wanted = QUOTED.replace("全年新收", "全年共新收").replace("（上年{{", "（上一年{{")
    assert after == before.replace(QUOTED, wanted)
    assert code == 0


def test_a_number_of_last_year_changed_in_a_sentence_belongs_to_last_years_filing(into):
    code, said, before, after = into(FULL, reworded(("（上年54件，", "（上年55件，")), ADDED)
    assert "把“54”改成了“55”，这里是由“上年.申请办理情况.本年新收.总计”印出来的" in said
    assert after == before
    assert code == 1


def test_a_number_and_the_words_beside_it_go_their_ways(into):
    change = reworded(("上年结转5件；年内办结", "上年结转6份；当年办结"))
    code, said, before, after = into(FULL, change)
    assert "把“5”改成了“6”，这里是由“申请办理情况.上年结转.总计”印出来的" in said
    old = "上年结转{{ 申请办理情况.上年结转.总计 }}件；年内办结"
    assert after == before.replace(old, old.replace("}}件；年内", "}}份；当年"))
    assert code == 1


def test_how_to_reach_the_office_is_changed_in_the_head_and_not_typed_over_in_the_sentence(into):
    change = reworded(("电话：0000-00000000；电子邮箱：gk@", "电话：0000-00000008；电子邮箱：gkb@"))
    _, said, before, after = into(FULL, change, [("可以[来信](mailto:gk@example.gov.cn)", "可以来信")])
    assert "联系方式.电话：0000-00000000 → 0000-00000008" in said
    wanted = before.replace('"0000-00000000"', '"0000-00000008"')
    assert after == wanted.replace("电子邮箱: gk@example.gov.cn", "电子邮箱: gkb@example.gov.cn")


def test_how_to_reach_the_office_changed_on_both_sides_is_told(into):
    change = reworded(("电话：0000-00000000", "电话：0000-00000008"))
    code, said, _, after = into(FULL, change, since=[('"0000-00000000"', '"0000-00000009"')])
    assert "两边都改了：联系方式.电话" in said
    assert '电话: "0000-00000009"' in after
    assert "{{ 联系方式.电话 }}" in after
    assert code == 1


def test_the_mark_of_an_item_stays_as_it_was_written(into):
    _, _, before, after = into(FULL, reworded(("逐件答复，依法送达", "逐件答复，当日送达")))
    assert "    3、逐件答复，依法送达" in before
    assert after == before.replace("逐件答复，依法送达", "逐件答复，当日送达")


def test_units_above_tables_come_back(into):
    code, said, before, after = into(FULL, reworded(("单位：件", "单位：宗")))
    assert "申请办理情况.单位：件 → 宗" in said
    assert after.count('  单位: "宗"') == before.count("\n  单位: 件")
    assert "附表1" in said  # that of an own table is told
    assert code == 1


def test_the_remark_of_a_number_is_changed_in_its_place(into):
    _, _, before, after = into(FULL, reworded(("其中网上申请26件", "其中网上申请27件")))
    assert after == before.replace("备注: 其中网上申请26件", '备注: "其中网上申请27件"')


@pytest.mark.parametrize(
    ("row", "message"),
    [("2.重复申请", "没有找到「2.重复申请」"), ("当面", "报告里没有“当面　7　1”")],
)
def test_a_row_that_was_taken_out_of_a_report_is_told(into, row, message):
    code, said, before, after = into(FULL, row_taken_out(row))
    assert message in said
    assert after == before
    assert code == 1


def test_numbers_of_a_free_table_are_changed_in_their_rows_and_in_those_of_their_parts(into):
    def change(document) -> None:
        cell("網上諮詢", "7259", "7260")(document)
        cell("當面申請", "1366", "1367")(document)

    code, said, before, after = into("2008", change)
    assert "指标统计表“網上諮詢”的数量：7259 → 7260" in said
    assert "B61" in said
    assert after == before.replace("数量: 7259}", "数量: 7260}").replace("数量: 1366}", "数量: 1367}")
    assert code == 1


def test_a_number_of_a_free_table_changed_on_both_sides_is_told_and_not_chosen(into):
    code, said, before, after = into("2008", cell("網上諮詢", "7259", "7260"), since=[("7259}", "7261}")])
    assert "生成报告时：7259\n    填报里现在：7261\n    报告里现在：7260" in said
    assert "\n".join(line for line in after.split("\n") if "# 待定" not in line) == before
    assert code == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (row_put_in("網上諮詢", "微信諮詢", "人次", "31"), "报告里有“微信諮詢　人次　31”，填报里没有"),
        (row_taken_out("行政訴訟"), "报告里没有“行政訴訟　件　0”了"),
    ],
    ids=["put in", "taken out"],
)
def test_rows_of_a_free_table_that_only_one_has_are_told(into, change, message):
    code, said, before, after = into("2008", change)
    assert message in said
    assert after == before
    assert code == 1


def test_a_word_of_a_free_table_that_the_report_has_otherwise_is_written(into):
    code, said, before, after = into("2008", cell("網上諮詢", "人次", "次"))
    assert "“網上諮詢”的单位：人次 → 次" in said
    (old, new) = (
        set(before.split("\n")) - set(after.split("\n")),
        set(after.split("\n")) - set(before.split("\n")),
    )
    assert [line.replace("人次", "次") for line in old] == [*new]
    assert len(new) == 1
    assert code == 0


def test_rows_and_numbers_that_only_the_filing_changed_in_a_free_table_are_left(into):
    code, said, before, after = into(
        "2008", nothing, since=[("7259}", "7261}"), ("  - {指标: 行政訴訟, 单位: 件, 数量: 0}\n", "")]
    )
    assert "没有要改的" in said
    assert after == before
    assert code == 0


PICTURE = "![规范性文件公开流程](图片/规范性文件公开流程.png)"
PICTURES = f"{PICTURE} ![规划批后公示流程](图片/规划批后公示流程.png)"


@pytest.mark.parametrize(
    ("texts", "since"),
    [((), [(PICTURES, PICTURE)]), ([(PICTURES, PICTURE)], [(PICTURE, PICTURES)])],
    ids=["lost", "got"],
)
def test_pictures_that_only_the_filing_got_or_lost_are_no_changes_of_the_report(into, texts, since):
    code, said, before, after = into(FULL, reworded(("逐月抽查", "按月抽查")), texts, since)
    assert "图片" not in said
    assert after == before.replace("逐月抽查", "按月抽查")
    assert code == 0
