"""The PDF, by two engines."""

TITLE = "PDF"
FILES = {"pdf": ".pdf"}
# Each is a module of this folder, with ``render``.
ENGINES = ("typst", "weasyprint")
