"""How the fonts of styles/fonts are made; see scripts/make_fonts.py."""
