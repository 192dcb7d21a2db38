"""A statutory form as data: tables, heads, rules, local packs."""
