"""Writing a filing: blank, and from another form."""
