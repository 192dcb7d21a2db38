"""Mends: edits that findings carry, and making them."""
