"""Narratives as printed, read clause by clause: which of the form's numbers each figure in them is."""
