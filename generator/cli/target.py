"""Where ``-o`` says that files go: a folder, or an address at which something else keeps them."""

from __future__ import annotations

from pathlib import Path

from generator.batch.inputs import Misuse
from generator.writers.remote import ADDRESS, Folder, Remote, Unusable, open_store

FILE = ("file://", "local://")
ALONE = "memory"


def target(text: str, *, alone: bool) -> Folder:
    """The folder, or the address, that a text names; that is looked at before anything is done.  ``alone``:
    our process does all the work.  Raises Misuse."""
    if not ADDRESS.match(text):
        return Path(text)
    if text.startswith(FILE):
        path = Path(text.partition("://")[2])
        if not path.is_absolute():
            raise Misuse(f"{text}：file:// 后面应当是绝对路径，如 file:///数据/out")
        return path
    folder = Remote(text)
    if folder.scheme == ALONE and not alone:
        raise Misuse("memory:// 只在一个进程里，不能与 --jobs、--cluster 合用")
    try:
        open_store(folder)
    except Unusable as error:
        raise Misuse(f"-o {error}") from error
    return folder


def folder_here(text: str, command: str) -> Path:
    """The same where only a folder of this machine will do.  Raises Misuse."""
    if ADDRESS.match(text) and not text.startswith(FILE):
        raise Misuse(f"{command} 的 -o 只能是文件夹，不能是 {Remote(text)}；做好以后再上传")
    found = target(text, alone=True)
    assert isinstance(found, Path)  # nothing else is left
    return found
