"""From where the host of a repository counts the paths of its files.

GitHub, GitLab and their like show a finding beside a line only where its path counts from the top of the
repository, from whichever folder a job runs us.  They say in the environment where that is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

# Where GitHub Actions (Gitea and Forgejo as well) and GitLab CI have put the repository.
VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def tops(path: Path) -> Iterator[Path]:
    """The folders that a path may count from, the first that holds it before others: the repository's, and
    the folder we run in."""
    for name in VARIABLES:
        if named := os.environ.get(name):
            yield from _named(Path(named), path.parent)
    yield Path.cwd()


@lru_cache(maxsize=1024)
def _named(workspace: Path, folder: Path) -> tuple[Path, ...]:
    """The workspace by the name that was given and by its real one, or the repository below it."""
    spellings = dict.fromkeys([workspace, Path(os.path.realpath(workspace))])
    return tuple(_repository(each, folder) for each in spellings if folder.is_relative_to(each))


def _repository(workspace: Path, folder: Path) -> Path:
    """A job may check out several repositories, each in a folder of its own."""
    above = (each for each in (folder, *folder.parents) if each.is_relative_to(workspace))
    return next((each for each in above if (each / ".git").is_dir()), workspace)
