"""Looks: tokens of a style, fonts, measures of tables, drawings of charts."""
