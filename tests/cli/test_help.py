"""The list of commands: what it says, and what is not imported for it."""

import subprocess
import sys

import click
import pytest

from generator.cli import group
from generator.cli.chinese import Group


def _groups() -> list[Group]:
    top = group()
    inner = top.get_command(click.Context(top), "format")
    assert isinstance(inner, Group)
    return [top, inner]


@pytest.mark.parametrize("commands", _groups(), ids=lambda commands: commands.name)
def test_the_list_says_of_every_command_what_the_command_says_of_itself(commands):
    context = click.Context(commands)
    said = {name: commands.short_help_of(context, name) for name in commands.names}
    own = {name: commands.get_command(context, name).get_short_help_str() for name in commands.names}
    assert len(said) > 3
    assert said == own
    assert all(said.values())


def test_where_there_is_no_source_the_command_is_asked(monkeypatch):
    top = group()
    monkeypatch.setattr("pathlib.Path.is_file", lambda path: False)
    assert top.short_help_of(click.Context(top), "formats") == "列出各版格式"


def test_the_list_of_commands_imports_neither_the_forms_nor_the_writers():
    program = (
        "import sys\n"
        "sys.argv = ['nianbao', '--help']\n"
        "from generator.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'pydantic', 'PIL', 'docx', 'typst', 'regex', 'rich'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert "核对填报" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
