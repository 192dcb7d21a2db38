"""A filing: what an office hands in, and loading it against its form."""
