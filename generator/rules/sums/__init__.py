"""Equations between cells, and the mistake behind broken ones."""
