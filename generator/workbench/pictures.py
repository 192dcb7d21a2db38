"""Pictures put beside a filing, and shown from there."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath

from generator.common.atomic_files import reason, replace_file
from generator.workbench.bench import Bench, Json
from generator.workbench.problem import Problem

# What pictures begin with, and how their names end.
KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
FOLDER = "图片"
NO_PICTURE = "这不是 PNG 或 JPEG 图片"


def take_picture(bench: Bench, file: str, name: str, data: bytes) -> Json:
    """Keep a picture beside a filing; its name there, and the line that shows it."""
    path = bench.folder.path(file)
    ending = next((ending for start, ending in KINDS if data.startswith(start)), "")
    if not ending:
        raise Problem(NO_PICTURE)
    stem = re.sub(r"[^\w\u4e00-\u9fff-]+", "-", PurePosixPath(name.replace("\\", "/")).stem).strip("-")[:40]
    shown = f"{FOLDER}/{stem or '图'}-{sha256(data).hexdigest()[:8]}.{ending}"
    target = path.parent / shown
    bench.folder.below(bench.folder.shown(path.parent / shown))
    try:
        if not (target.is_file() and target.read_bytes() == data):
            replace_file(target, data)
    except OSError as error:
        raise Problem(f"图片没有写进去：{reason(error)}", 409) from error
    return {"name": shown, "text": f"![{stem or '图'}]({shown})"}


def picture(bench: Bench, file: str, name: str) -> tuple[bytes, str]:
    """A picture that a filing shows, and what kind it is."""
    filing = bench.filing(bench.open(file))
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if name not in filing.pictures or ending not in TYPES:
        raise Problem("没有这张图片", 404)
    return filing.pictures[name].data, TYPES[ending]
