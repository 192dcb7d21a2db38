"""How styles/<name>/reference.docx is made; see scripts/make_reference.py."""
