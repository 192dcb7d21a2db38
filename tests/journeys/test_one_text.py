"""总体情况 as one text under an office's own headings stands in every output, without the form's headings."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.report.build import Report, build
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.filing.test_passages import with_own
from tests.journeys.test_agreement import READERS, lines, output, tables
from tests.outputs import docx_lines, html_lines, pdf_text

OWN = """\
总体情况: |
  全年收到申请{{ 申请办理情况.本年新收.总计 }}件，公开工作平稳。
  （一）扩大公开
  年末现行有效的文件{{ 主动公开情况.行政规范性文件.现行有效 }}件都在主动公开目录里。
  （二）规范办理申请。收到申请逐件登记，依申请公开的答复都有依据。
  （三）加强信息管理
  1.文件公开前审查。
  2.政府信息的目录按月更新。
  （四）办好平台
  政府网站的专栏改版。
  （五）接受监督
  工作考核、社会评议和责任追究的结果都已公开，举办培训2期。

"""
PRINTED = [
    "一、总体情况",
    "全年收到申请134件，公开工作平稳。",
    "（一）扩大公开",
    "年末现行有效的文件231件都在主动公开目录里。",
    "（二）规范办理申请。收到申请逐件登记，依申请公开的答复都有依据。",
    "（三）加强信息管理",
    "1.文件公开前审查。",
    "2.政府信息的目录按月更新。",
    "（四）办好平台",
    "政府网站的专栏改版。",
    "（五）接受监督",
    "工作考核、社会评议和责任追究的结果都已公开，举办培训2期。",
    "二、主动公开政府信息情况",
]
OF_THE_FORM = ["（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（五）监督保障"]


@pytest.fixture(scope="module")
def report() -> Report:
    examined = examine(read(with_own(OWN).encode(), "office.yaml", EXAMPLES))
    assert examined.findings == ()
    return build(examined.filing)


def test_the_report_has_the_text_in_place_of_the_parts(report):
    found = lines(report)
    start = found.index(PRINTED[0])
    assert found[start : start + len(PRINTED)] == PRINTED
    assert not set(OF_THE_FORM) & set(found)


@pytest.mark.slow
@pytest.mark.parametrize("form", READERS)
def test_every_output_has_the_same_lines_and_tables(form, report, weasyprint_runs):
    data = output(report, form)
    assert READERS[form](data) == tables(report)
    if form in ("docx", "html"):
        read_back = docx_lines(data) if form == "docx" else html_lines(data)
        start = len(read_back) - read_back[::-1].index(PRINTED[0]) - 1  # after the contents of the page
        assert read_back[start : start + len(PRINTED)] == PRINTED
        assert not set(OF_THE_FORM) & set(read_back)
    else:
        text = pdf_text(data)
        assert "".join(PRINTED) in text
        assert not [heading for heading in OF_THE_FORM if heading in text]
