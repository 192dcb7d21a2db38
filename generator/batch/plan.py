"""What is asked of a build of many filings, and one of them built where it was examined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import writers
from generator.batch.build import Done, Job, build_all
from generator.batch.inputs import Input, Misuse
from generator.batch.kept import slim
from generator.common.atomic_files import Identity, identities
from generator.rules.examine import Examined
from generator.writers.order import Order
from generator.writers.remote import Folder


@dataclass(frozen=True, slots=True)
class Plan:
    """Where files go (beside their filings where there is no ``output``), what is wanted, and what may be
    replaced: ``inputs`` are files that the run reads and that lie where one is to be written."""

    output: Folder | None
    order: Order
    draft: bool = False
    force: bool = False
    inputs: frozenset[Identity] = frozenset()

    def folder(self, file: Input) -> Folder:
        """Where a filing's files go: below the output folder as it lay below its own, or beside it."""
        if self.output is not None:
            return self.output / file.name.parent
        return file.path.parent if file.path else Path()

    def targets(self, file: Input) -> list[Folder]:
        """The files that are to be made of a filing."""
        names = writers.file_names(file.name.name, self.order)
        return [self.folder(file) / name for name in names.values()]

    def sparing(self, files: Iterable[Input], read: frozenset[Identity]) -> Plan:
        """The same, with what it may not replace of all that the run reads: so little that it can travel."""
        here = (target for file in files for target in self.targets(file) if isinstance(target, Path))
        targets = identities(here)
        return replace(self, inputs=read & targets)

    def refuse_same_names(self, files: Iterable[Input]) -> None:
        """Raise Misuse where two filings would be written to one file; some disks do not know capitals."""
        seen: dict[str, Input] = {}
        real: dict[Folder, Folder] = {}
        for file in files:
            folder = self.folder(file)
            whole = real.setdefault(folder, folder.resolve() if isinstance(folder, Path) else folder)
            for target in self.targets(file):
                name = unicodedata.normalize("NFC", str(whole / target.name)).casefold()
                first = seen.setdefault(name, file)
                if first is not file:
                    both = f"{first.path or '标准输入'} 和 {file.path or '标准输入'}"
                    raise Misuse(f"{both} 会生成同名的文件 {target}，请给填报改名，或者用 -o 分别生成")

    def job(self, file: Input, examined: Examined) -> Job:
        """What is to be made of one filing."""
        return Job(file, examined, self.folder(file), self.order, self.draft, self.force, self.inputs)


def build_here(plan: Plan, file: Input, examined: Examined) -> Done:
    """Build a filing where it was examined; of that no more comes back than is told."""
    (done,) = build_all([plan.job(file, examined)])
    return replace(done, examined=done.examined and slim(file, done.examined))
