"""A form changed as templates/README.md teaches is checked, filled and built from outside the package."""

from __future__ import annotations

from pathlib import Path

from tests.kit.own import begin, change
from tests.outputs import docx_tables, html_tables, pdf_tables

NEW_SECTION = """  - key: 政务服务
    heading: 七、政务服务情况
    note: （文字描述）

# 转入"""
NEW_ROWS = """- {key: 结转下年度, label: 四、结转下年度继续办理}
            - {key: 线上申请, label: 五、网上提交的申请}
            - {key: 窗口申请, label: 六、窗口提交的申请}
            - {key: 信函申请, label: 七、信函提交的申请}
"""


def edit_to_2027(form: Path) -> None:
    """One section, one column and three rows more, one rule changed: what templates/README.md teaches."""
    change(
        form,
        ("# 转入", NEW_SECTION),
        ("- {key: 结转下年度, label: 四、结转下年度继续办理}\n", NEW_ROWS),
        (
            "{key: 现行有效, label: 现行有效件数}",
            "{key: 现行有效, label: 现行有效件数}\n            - {key: 失效, label: 本年失效件数}",
        ),
        ("widths: [2435, 2435, 2435, 2435]", "widths: [2435, 1826, 1826, 1826, 1827]"),
        ("right: [现行有效, 废止]", "right: [现行有效, 废止, 失效]"),
        ("minus: [废止]", "minus: [废止, 失效]"),
    )
    text = form.read_text("utf-8").replace("span: 3", "span: 4")
    form.write_text(text, "utf-8")
    cases = form.parent / "cases.yaml"
    text = cases.read_text("utf-8")
    text = text.replace("六个部分组成。本报告共6个部分", "七个部分组成。本报告共7个部分")
    text = text.replace(
        "    结转下年度: [22, 0, 0, 0, 0, 0, 22]\n",
        "    结转下年度: [22, 0, 0, 0, 0, 0, 22]\n    线上申请: [100, 2, 0, 0, 0, 7]\n"
        "    窗口申请: [20, 0, 0, 0, 0, 0]\n    信函申请: [5, 0, 0, 0, 0, 0]\n",
    )
    cases.write_text(
        text.replace("  其他事项: 2027年度", "  政务服务: 全年办理事项10件。\n  其他事项: 2027年度"), "utf-8"
    )


def test_a_made_up_form_works_from_outside_the_package(run, tmp_path):
    own = begin(tmp_path / "own", run)
    edit_to_2027(own)
    folder = own.parent.parent
    code, out, _ = run("format", "check", "2027", "--templates", folder)
    assert (code, [line for line in out.splitlines() if " 错误 " in line]) == (0, []), out
    assert "8 个章节，223 个数字" in out
    code, out, _ = run("new", "2027", "--templates", folder, "-o", tmp_path / "blank.yaml")
    assert code == 0
    assert "线上申请:" in (tmp_path / "blank.yaml").read_text("utf-8")
    code, out, _ = run("formats", "--templates", folder)
    assert "2027  2027年起" in out
    assert "2027" not in run("formats")[1]
    cases = own.parent / "cases.yaml"
    text = cases.read_text("utf-8")
    filing = text[text.index("filing:\n") + 8 : text.index("\nprevious:")]
    office = tmp_path / "office.yaml"
    # The cases are written in the columns the form had when it was begun; an office writes all of them.
    filing = filing.replace("现行有效:", "失效: 0, 现行有效:")
    office.write_text("\n".join(line[2:] for line in filing.splitlines()), "utf-8")
    assert run("check", office)[0] == 1
    code, out, err = run("build", office, "-o", tmp_path / "out", "--templates", folder)
    assert code == 0, out + err
    for form, read in (("docx", docx_tables), ("html", html_tables), ("pdf", pdf_tables)):
        tables = read((tmp_path / f"out/office.{form}").read_bytes())
        assert "本年失效件数" in tables[0], form
        assert {"五、网上提交的申请", "七、信函提交的申请"} <= set(tables[1]), form
