"""The small mistakes that can be made in a module: each one a mutant, the module's tree with one change.

Only what stands in functions is changed, and whole numbers that a module gives a name: what runs while
a class is made (defaults, fields) cannot be put into a process that has it already.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
Alternatives = Iterator[tuple[str, ast.AST]]

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OTHER_WAY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
PAIRS = (("max", "min"), ("any", "all"), ("floor", "ceil"), ("startswith", "endswith"))
OPPOSITE = {name: other for pair in PAIRS for name, other in (pair, pair[::-1])}
NEGATED_BY_FLIPPING = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module; ``site`` and ``choice`` find it again in the tree of the file.

    ``reached``: whoever runs one of these lines reaches the change.
    """

    file: str
    function: str
    line: int
    reached: range
    kind: str
    text: str
    before: str
    after: str
    site: int
    choice: int

    @property
    def key(self) -> tuple[str, ...]:
        """What it is, wherever its line has moved to."""
        return (self.file, self.function, self.kind, self.text, self.before, self.after)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.before} → {self.after}    | {self.text}"


@dataclass(frozen=True, slots=True)
class _Site:
    """A node that can be changed, and where it hangs."""

    node: ast.AST
    parent: ast.AST
    field: str
    position: int | None
    function: str
    statement: ast.stmt

    @property
    def line(self) -> int:
        """The line that is shown: of the statement, where the node has none."""
        return getattr(self.node, "lineno", self.statement.lineno)

    @property
    def reached(self) -> range:
        """The lines of the statement down to the node; of a function, its first statement's."""
        first: ast.AST = self.statement
        if isinstance(self.node, ast.FunctionDef):
            body = self.node.body
            first = body[min(_is_docstring(body[0], 0, "body"), len(body) - 1)]
            return range(first.lineno, first.lineno + 1)
        return range(self.statement.lineno, getattr(self.node, "end_lineno", self.statement.lineno) + 1)

    def put(self, node: ast.AST) -> None:
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position] = node


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    source = path.read_text("utf-8")
    lines = source.split("\n")
    found = []
    for number, site in enumerate(_sites(ast.parse(source))):
        for choice, (kind, node) in enumerate(_alternatives(site)):
            found.append(
                Mutant(
                    path.relative_to(ROOT).as_posix(), site.function, site.line, site.reached, kind,
                    lines[site.line - 1].strip(), _shown(site.node), _shown(node), number, choice,
                )
            )  # fmt: skip
    return sorted(found, key=lambda mutant: (mutant.line, mutant.site, mutant.choice))


def changed_tree(mutant: Mutant) -> ast.Module:
    """The tree of the mutant's module with its change made."""
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    site = list(_sites(tree))[mutant.site]
    _, node = list(_alternatives(site))[mutant.choice]
    site.put(ast.copy_location(node, site.node))
    return ast.fix_missing_locations(tree)


def _shown(node: ast.AST) -> str:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return "return" if isinstance(node.body[0], ast.Return) else f"def {node.name}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


# ---------------------------------------------------------------- where


def _sites(tree: ast.Module) -> Iterator[_Site]:
    for position, node in enumerate(tree.body):
        if _is_named_number(node):
            yield _Site(node.value, node, "value", None, "", node)  # type: ignore[attr-defined]
        else:
            yield from _inside(node, tree, "body", position, (), node)


def _is_named_number(node: ast.AST) -> bool:
    named = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    return named and _is_number(node.value)  # type: ignore[attr-defined]


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _inside(
    node: ast.AST,
    parent: ast.AST,
    field: str,
    position: int | None,
    names: tuple[str, ...],
    statement: ast.stmt,
) -> Iterator[_Site]:
    """The node, where it stands in a function, and all below it; annotations and assertions apart."""
    if isinstance(node, (ast.Assert, ast.Import, ast.ImportFrom)):
        return
    statement = node if isinstance(node, ast.stmt) else statement
    function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    if function or isinstance(node, ast.ClassDef):
        names = (*names, node.name)  # type: ignore[attr-defined]
    if function or _in_function(names, parent):
        yield _Site(node, parent, field, position, ".".join(names), statement)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(node, ast.Call):
            continue
        for number, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_docstring(child, number, name):
                yield from _inside(child, node, name, number, names, statement)


def _in_function(names: tuple[str, ...], parent: ast.AST) -> bool:
    """Names of functions begin small here, those of classes do not."""
    return bool(names) and not names[-1].lstrip("_")[:1].isupper() and not isinstance(parent, ast.ClassDef)


def _is_docstring(node: ast.AST, number: int | None, field: str) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return text and number == 0 and field == "body"


# ---------------------------------------------------------------- what


def _alternatives(site: _Site) -> Alternatives:
    """Every way the node could have been written wrongly."""
    for kind, change in CHANGES.items():
        if isinstance(site.node, kind):
            yield from change(site.node)
    if _is_condition(site):
        yield from _condition(site)


def _comparison(node: ast.Compare) -> Alternatives:
    for number, operator in enumerate(node.ops):
        ops = [*node.ops]
        ops[number] = FLIPPED[type(operator)]()
        yield "comparison", ast.Compare(node.left, ops, node.comparators)


def _both(node: ast.BoolOp) -> Alternatives:
    yield "and/or", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for number in range(len(node.values)):
        rest = [*node.values[:number], *node.values[number + 1 :]]
        yield "operand dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _arithmetic(node: ast.BinOp) -> Alternatives:
    words = any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))
    if type(node.op) in OTHER_WAY and not words:
        yield "arithmetic", ast.BinOp(node.left, OTHER_WAY[type(node.op)](), node.right)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _sign(node: ast.UnaryOp) -> Alternatives:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield "sign dropped", node.operand


def _constant(node: ast.Constant) -> Alternatives:
    if isinstance(node.value, bool):
        yield "constant", ast.Constant(not node.value)
    elif _is_number(node):
        yield "constant", ast.Constant(node.value + 1)  # type: ignore[operator]


def _name(node: ast.Name) -> Alternatives:
    if node.id in OPPOSITE and isinstance(node.ctx, ast.Load):
        yield "opposite", ast.Name(OPPOSITE[node.id], node.ctx)


def _attribute(node: ast.Attribute) -> Alternatives:
    if node.attr in OPPOSITE and isinstance(node.ctx, ast.Load):
        yield "opposite", ast.Attribute(node.value, OPPOSITE[node.attr], node.ctx)


def _statement(node: ast.AST) -> Alternatives:
    targets = getattr(node, "targets", ())
    if not isinstance(node, ast.Assign) or isinstance(targets[0], (ast.Attribute, ast.Subscript)):
        yield "statement dropped", ast.Pass()


def _at_once(node: ast.FunctionDef) -> Alternatives:
    body = [ast.Return(None), *node.body]
    yield (
        "returns at once",
        ast.FunctionDef(node.name, node.args, body, node.decorator_list, node.returns, node.type_comment),
    )


def _is_condition(site: _Site) -> bool:
    branches = (ast.If, ast.While, ast.IfExp)
    return (site.field == "test" and isinstance(site.parent, branches)) or site.field == "ifs"


def _condition(site: _Site) -> Alternatives:
    node = site.node
    flipped = isinstance(node, ast.Compare) and isinstance(node.ops[0], NEGATED_BY_FLIPPING)
    unsigned = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    if isinstance(node, ast.expr) and not flipped and not unsigned:
        yield "condition negated", ast.UnaryOp(ast.Not(), node)
    if site.field == "ifs":
        yield "filter dropped", ast.Constant(True)
    elif isinstance(site.parent, ast.If):
        yield "branch never taken", ast.Constant(False)


CHANGES: dict[type | tuple[type, ...], Callable[..., Alternatives]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _both,
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _sign,
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Assign, ast.Delete): _statement,
    ast.FunctionDef: _at_once,
}
