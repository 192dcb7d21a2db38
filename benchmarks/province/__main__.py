"""``python -m benchmarks.province OUT UNITS [--seed N] [--years N] [--mistakes PERCENT]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.province.make import make


def main() -> None:
    """Write ``OUT/填报``, ``OUT/名录.csv`` and what was planted, ``OUT/错误.csv``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.province")
    parser.add_argument("out", type=Path)
    parser.add_argument("units", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--mistakes", type=float, default=5.0)
    asked = parser.parse_args()
    planted = make(asked.out, asked.units, asked.seed, asked.years, asked.mistakes)
    print(f"{asked.units} 家，{asked.years} 个年度，{len(planted)} 处错误")


if __name__ == "__main__":
    main()
