"""A published report becomes a filing: pages as a reader finds them, tables and sections, its text."""
