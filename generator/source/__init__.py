"""The text of a file: reading it, places in it, changing it."""
