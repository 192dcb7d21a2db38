"""The PDF, by two engines."""
