"""The picture sheet (图解): one page of the year's figures, in three kinds of file."""

TITLE = "图解"
FILES = {"poster.svg": "-图解.svg", "poster.png": "-图解.png", "poster.pdf": "-图解.pdf"}
