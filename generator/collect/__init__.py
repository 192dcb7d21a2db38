"""Many units' filings against a roster: who has handed in, what they come to together, who copied whom."""
