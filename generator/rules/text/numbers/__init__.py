"""Every number that the sentences of a filing tell: what it is bound to, or why it is not."""
