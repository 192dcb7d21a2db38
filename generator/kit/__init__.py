"""The template maintainer's kit: copying a form, checking one, comparing two, showing one blank."""
