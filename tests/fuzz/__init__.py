"""Broken filings through everything: ``python -m tests.fuzz check 100000``, or ``build 2000``."""
