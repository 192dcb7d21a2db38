"""A province of filings that balance, with mistakes planted and listed."""
