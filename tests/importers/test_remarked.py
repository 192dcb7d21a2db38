"""What readers of a Word document wrote beside it, and changed in it with their changes kept."""

from __future__ import annotations

from generator.importers.sources import find
from tests.importers.printed import W, docx, flat, imported, paragraph, report, word_table

COMMENTS = (
    f'<w:comments {W}><w:comment w:id="7" w:author="处长">'
    "<w:p><w:r><w:t>这个数再核一下</w:t></w:r></w:p></w:comment>"
    f'<w:comment w:id="8" w:author="处长"><w:p/></w:comment></w:comments>'
)


def body(*more: str) -> str:
    parts = (paragraph(each) if isinstance(each, str) else word_table(flat(each)) for each in report())
    return "".join([*parts, *more])


def read(*more: str, comments: str = ""):
    return imported(
        find("docx").read(docx(body(*more), {"word/comments.xml": comments} if comments else None))
    )


def test_a_comment_is_told_with_its_author_where_it_stands_and_is_no_text():
    marked = '<w:p><w:r><w:t>最后一段。</w:t></w:r><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    result = read(marked, comments=COMMENTS)
    (told,) = [finding for finding in result.findings if finding.code == "I34"]
    assert "处长：这个数再核一下" in told.message
    assert told.at.line > 5
    assert "这个数再核一下" not in result.text


def test_tracked_changes_are_read_as_accepted_and_that_is_told():
    changed = (
        '<w:p><w:r><w:t>全年培训</w:t></w:r><w:del w:id="1"><w:r><w:delText>二</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>三</w:t></w:r></w:ins><w:r><w:t>次。</w:t></w:r></w:p>'
    )
    result = read(changed)
    assert "全年培训三次。" in result.text
    (told,) = [finding for finding in result.findings if finding.code == "I35"]
    assert "2 处修订" in told.message


def test_a_document_without_either_says_nothing_of_them():
    assert not {"I34", "I35"} & {finding.code for finding in read().findings}
