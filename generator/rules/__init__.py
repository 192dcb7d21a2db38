"""A filing against the rules of its form."""
