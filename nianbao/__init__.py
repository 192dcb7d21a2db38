"""The product under its own name: ``python -m nianbao`` is the command; the code is in ``generator``."""
