"""The kinds of rule: one module a kind, found by its name."""
