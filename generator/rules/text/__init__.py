"""Texts as printed, read by rules."""
