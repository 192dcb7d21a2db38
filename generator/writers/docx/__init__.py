"""The DOCX, for Word and WPS."""

TITLE = "DOCX"
FILES = {"docx": ".docx"}
