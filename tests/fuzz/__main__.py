"""Broken filings and spoilt reports by the thousand, in several processes: what went wrong, and where."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.sources import import_trials
from tests.fuzz.trials import Trial, build_trials, check_trials

# So many numbers are handed to a process at a time.
AHEAD = 8
CHUNKS = {"check": 200, "build": 10, "import": 20}
WORK = {"check": check_trials, "build": build_trials, "import": import_trials}


def main() -> None:
    """Run the trials that were asked for and print what they came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=tuple(WORK))
    parser.add_argument("wanted", type=int, help="so many filings checked, or built, or reports read")
    parser.add_argument("--first", type=int, default=0, help="the first number")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    work = WORK[options.what]
    done, tried, wrong = 0, 0, Counter[str]()
    examples: dict[str, int] = {}
    with ProcessPoolExecutor(options.jobs, max_tasks_per_child=50) as pool:
        for part in _in_order(pool, work, options.first, CHUNKS[options.what]):
            for seed, problems in part:
                if done >= options.wanted:
                    break
                tried += 1
                done += problems is not None
                for problem in problems or ():
                    wrong[problem] += 1
                    examples.setdefault(problem, seed)
            print(f"\r{done:,} of {tried:,}", end="", flush=True)
            if done >= options.wanted:
                break
        pool.shutdown(cancel_futures=True)
    print(f"\n{options.what}: {done:,} (of {tried:,}), {sum(wrong.values())} problems")
    for problem, count in wrong.most_common():
        print(f"{count} times, first {examples[problem]}: {problem}")


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[range], list[Trial]], first: int, size: int
) -> Iterator[list[Trial]]:
    """The results of ever further numbers, so many at a time."""
    waiting = [
        pool.submit(work, range(first + size * number, first + size * (number + 1)))
        for number in range(AHEAD)
    ]
    number = AHEAD
    while True:
        yield waiting.pop(0).result()
        waiting.append(pool.submit(work, range(first + size * number, first + size * (number + 1))))
        number += 1


if __name__ == "__main__":
    main()
