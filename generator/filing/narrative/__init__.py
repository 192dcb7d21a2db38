"""What stands in a narrative: lines, headings, emphasis, placeholders."""
