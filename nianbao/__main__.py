"""``python -m nianbao`` is ``nianbao``."""

from generator.cli import main

if __name__ == "__main__":
    main()
