"""Many filings: which there are, what belongs together, what is watched."""
