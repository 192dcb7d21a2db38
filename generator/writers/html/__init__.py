"""The web page."""

TITLE = "HTML"
FILES = {"html": ".html"}
