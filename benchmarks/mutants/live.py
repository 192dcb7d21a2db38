"""A mutant put into a process that has the product imported already; no file is touched."""

from __future__ import annotations

import functools
import gc
import sys
from collections import defaultdict
from types import CodeType, FunctionType

from benchmarks.mutants.changes import ROOT, Mutant, changed_tree

Functions = dict[str, list[FunctionType]]
# What these work out is the same for every mutant elsewhere, and costs too much to be worked out anew.
FORMS = tuple(f"generator.{name}" for name in ("form", "source", "common", "findings", "writers.style"))


class NotApplied(Exception):
    """The mutant's function is nowhere in this process."""


def functions() -> Functions:
    """Every function of the product in this process, by its file."""
    found: Functions = defaultdict(list)
    for function in gc.get_objects():
        if isinstance(function, FunctionType):
            found[function.__code__.co_filename].append(function)
    return {file: found[file] for file in found if file.startswith(f"{ROOT}/generator/")}


def apply(mutant: Mutant, live: Functions) -> None:
    """Give the functions of the mutant's module its code, or every module that knows the number its value."""
    tree = changed_tree(mutant)
    path = str(ROOT / mutant.file)
    if not mutant.function:
        _set_number(mutant)
        return
    codes = _codes(compile(tree, path, "exec"))
    given = 0
    for function in live.get(path, []):
        code = codes.get(_name(function.__code__))
        if code is not None:
            function.__code__ = _closed(code, function.__code__.co_freevars, mutant)
            given += 1
    if not given:
        raise NotApplied(str(mutant))


def _closed(code: CodeType, names: tuple[str, ...], mutant: Mutant) -> CodeType:
    """Code that closes over the same names as before, even where it needs none now, as of ``super()``."""
    if code.co_freevars == names:
        return code
    if code.co_freevars:
        raise NotApplied(str(mutant))
    return code.replace(co_freevars=names)


def forget(*packages: str) -> None:
    """Empty what functions of these packages keep of earlier calls."""
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper) and cached.__module__.startswith(packages):
            cached.cache_clear()


def forget_for(mutant: Mutant) -> None:
    """Empty whatever the mutant may have a hand in."""
    package = mutant.file.replace("/", ".")
    if package.startswith(FORMS):
        forget("generator")
        return
    names = {name for name in sys.modules if name.startswith("generator") and not name.startswith(FORMS)}
    forget(*names)


def _set_number(mutant: Mutant) -> None:
    """A number that a module gives a name is set in every module that has it under that name."""
    name = mutant.text.partition(" = ")[0]
    module = sys.modules[mutant.file.removesuffix(".py").replace("/", ".")]
    old = getattr(module, name)
    for holder in [held for key, held in sys.modules.items() if key.startswith("generator")]:
        if getattr(holder, name, None) == old:
            setattr(holder, name, old + 1)


def _name(code: CodeType) -> tuple[str, int]:
    return (code.co_qualname, code.co_firstlineno)


def _codes(module: CodeType) -> dict[tuple[str, int], CodeType]:
    """Every function's code in a module's, at any depth."""
    found = {}
    for constant in module.co_consts:
        if isinstance(constant, CodeType):
            found[_name(constant)] = constant
            found |= _codes(constant)
    return found
