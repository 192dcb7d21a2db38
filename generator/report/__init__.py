"""A report: what is to be printed, all text settled, no looks."""
