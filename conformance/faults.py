"""Ways of planting faults in outputs; each raises LookupError where there is nothing to spoil."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

# Pairs for `text_changed`: a picture without a text, and heads of tables that are none.
PICTURE = (("</main>", '<img src="data:image/png;base64,AA=="></main>'),)
SCRIPT = (("</main>", "<script>document.title = 1</script></main>"),)
HEADLESS = (("<th ", "<td "), ("</th>", "</td>"))


def styled(rule: str) -> tuple[str, str]:
    """A pair for `text_changed`: one more rule at the end of the page's own styles."""
    return "</style>", f"{rule}</style>"


def package_changed(data: bytes, *pairs: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """A DOCX or XLSX with texts of one part replaced, each where it first stands."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w") as changed:
        for name in package.namelist():
            content = package.read(name).decode() if name == part else package.read(name)
            if isinstance(content, str):
                for old, new in pairs:
                    if old not in content:
                        raise LookupError(old)
                    content = content.replace(old, new, 1)
            changed.writestr(name, content)
    return target.getvalue()


def text_changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """A page with texts replaced, everywhere."""
    text = data.decode()
    for old, new in pairs:
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new)
    return text.encode()
