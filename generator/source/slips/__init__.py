"""Slips of the Chinese keyboard and of pasting, found in lines before YAML reads (docs/decisions/0050)."""
