"""The DOCX."""
