"""click in Chinese: its headings, its help option, and what it says of a wrong call."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from generator.cli.screen import complain, ended
from generator.common.did_you_mean import nearest
from generator.findings.exit_code import Fault, Refusal

COMMANDS = (
    *("new", "serve", "import", "paste", "check", "text", "build", "convert", "table"),
    *("collect", "status", "rules", "formats", "format", "schema", "doctor"),
)
# Folders with formats of one's own, and names of packs that go on every filing, listed as the search path
# of the system is.
TEMPLATES = "NIANBAO_TEMPLATES"
LOCAL = "NIANBAO_LOCAL"
_SHORT_HELP = re.compile(r'\bshort_help="([^"\\]+)"')


class _Formatter(click.HelpFormatter):
    """Headings end in a Chinese colon."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is Chinese throughout."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == "[OPTIONS]" else piece for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class Group(Command, click.Group):
    """The commands of a package: ``names`` are its modules, each with a ``command``."""

    def __init__(self, *, commands_in: str, names: tuple[str, ...], top: bool = True, **rest: Any) -> None:
        super().__init__(**rest)
        self.commands_in = commands_in
        self.names = names
        if top:
            self.params.append(_version_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.names:
            return None
        found: click.Command = importlib.import_module(f"{self.commands_in}.{cmd_name}").command
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["命令 [选项] [参数]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Command.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, self.short_help_of(ctx, name)) for name in self.names])

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """What the list of commands says of one: as its source says it, because to import all commands takes
        most of a second; where there is no source, the command is asked."""
        module = importlib.util.find_spec(f"{self.commands_in}.{name}")
        source = Path(module.origin) if module and module.origin else None
        if source and source.is_file() and (said := _SHORT_HELP.search(source.read_text("utf-8"))):
            return said[1]
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


def command(
    name: str, *, templates: bool = True, local: bool = False, **rest: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; with ``templates`` it gets a ``library`` and can be told of folders with formats of
    one's own, with ``local`` of local rules for every filing."""
    settings = {"help_option_names": ["-h", "--help"]}
    declare = click.command(name, cls=Command, context_settings=settings, **rest)

    def declared(function: Callable[..., Any]) -> click.Command:
        found: click.Command = declare(_with_library(function, local) if templates else function)
        if templates:
            purpose = f"自备的格式放在这个文件夹里；可以写多次，也可以用环境变量 {TEMPLATES}"
            found.params.append(click.Option(["--templates"], multiple=True, metavar="文件夹", help=purpose))
        if local:
            purpose = f"另加这一份地方规则；可以写多次，也可以用环境变量 {LOCAL}"
            found.params.append(click.Option(["--local"], multiple=True, metavar="名称", help=purpose))
        return found

    return declared


def _with_library(function: Callable[..., Any], with_packs: bool) -> Callable[..., Any]:
    """The function of a command, given the library that the call and the environment name.

    The environment is read here and nowhere else; what the call names goes before it.
    """

    @wraps(function)
    def called(templates: tuple[str, ...], local: tuple[str, ...] = (), **rest: Any) -> Any:
        folders = (*templates, *_listed(TEMPLATES))
        packs = (*local, *_listed(LOCAL)) if with_packs else ()
        from generator.form.library import Library  # not for a list of commands

        return function(library=Library(tuple(map(Path, folders)), packs), **rest)

    return called


def _listed(variable: str) -> list[str]:
    """What an environment variable lists, as the system's search path does."""
    return [entry for entry in os.environ.get(variable, "").split(os.pathsep) if entry]


def explain(root: click.Group) -> int:
    """Run a command; say in Chinese what was wrong with the call, or with us.  Returns the exit code."""
    return ended(_explained(root))


def _explained(root: click.Group) -> int:
    try:
        code = root.main(standalone_mode=False)
        return code if isinstance(code, int) else 0
    except Refusal as error:
        return _say(str(error))
    except click.ClickException as error:
        return _say(_complaint(error))
    except (click.Abort, KeyboardInterrupt):
        _say("已中断")
        return 130
    except Exception as error:
        _say(str(error if isinstance(error, Fault) else Fault.of(error, root.name or "")))
        return 3


def _complaint(error: click.ClickException) -> str:
    """What click has to say of a call, in our words."""
    if isinstance(error, click.UsageError):
        where = f"\n用法见 {error.ctx.command_path} --help" if error.ctx else ""
        return _translate(error) + where
    if isinstance(error, click.FileError):
        return f"文件打不开：{error.ui_filename}"
    return "命令不能这样用，请看 nianbao --help"


def wants_colour() -> bool:
    """Colour is for terminals, and not where NO_COLOR is set."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _say(text: str) -> int:
    complain(text)
    return 2


def _translate(error: click.UsageError) -> str:  # noqa: PLR0911  # one answer for every class
    """click's complaint in our words, chosen by its class."""
    match error:
        case click.NoSuchOption():
            return _no_such_option(error)
        case click.MissingParameter():
            return f"缺少参数 {_parameter(error)}"
        case click.BadParameter():
            return f"参数 {_parameter(error)} 不对：{_reason(error)}"
        case click.BadOptionUsage():
            return (
                f"选项 {error.option_name} 后面{'不带值' if 'does not take' in error.message else '缺少值'}"
            )
        case NoArgsIsHelpError():
            return error.format_message()
        case NoSuchCommand():
            return _no_such_command(error)
        case _:
            return _unexpected(error)


def _no_such_option(error: click.NoSuchOption) -> str:
    near = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
    return f"没有选项 {error.option_name}{near}"


def _no_such_command(error: NoSuchCommand) -> str:
    group = error.ctx.command if error.ctx else None
    names = group.names if isinstance(group, Group) else COMMANDS
    return f"没有命令 {error.command_name}{nearest(error.command_name, names)}"


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return ""
    return (
        parameter.opts[-1]
        if isinstance(parameter, click.Option)
        else str(parameter.make_metavar(error.ctx or _no_context()))
    )


def _no_context() -> click.Context:
    return click.Context(click.Command("nianbao"))


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"应当是 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.IntRange):
        return f"应当是 {kind.min} 到 {kind.max} 的整数"
    if isinstance(kind, click.Path):
        return "路径不存在或打不开"
    return "这个值不能用"


def _unexpected(error: click.UsageError) -> str:
    """Arguments beyond those a command takes; click has no class for them."""
    rest = error.message.rpartition("(")[2].rstrip(").") if "(" in error.message else ""
    return f"多出的参数：{rest}" if rest else "命令不能这样用"


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示帮助"
    return option


def _version_option() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from generator import __version__

            click.echo(f"nianbao {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help="显示版本"
    )
