"""Findings as JUnit XML: a test suite for each file, in it a test case for each rule of its format.

The elements and attributes are those that Jenkins' schema knows (xunit-plugin, ``junit-10.xsd``).  No
times: the same filing gives the same bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from generator.common.safe_text import address, for_xml, xml_in_log
from generator.findings.catalogue import catalogue
from generator.findings.exit_code import Fault, Unopened, fails
from generator.findings.finding import Finding
from generator.findings.statistics import NAMES
from generator.reporters import Results, body, in_general, where
from generator.rules.examine import Examined

NAME = "nianbao check"
# GitLab takes so many cases, and so large a file, of one job.
CASES, BYTES = 500_000, 30_000_000
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def report(results: Results) -> str:
    """Errors are failures, and so are warnings if ``strict``; what else was found is the case's output.

    A rule that was not judged, or not on all of a filing, is skipped and says why: only a rule that was asked
    and is kept passes.  So is one of which every finding was accepted.  A file that could not be opened is
    an error.
    """
    classes = _classes([address(examined.document.source.name) for examined in results.examined])
    suites = [
        *map(_unopened, results.unopened),
        *(_suite(examined, classes, results.strict) for examined in results.examined),
    ]
    root = Element("testsuites", name=NAME)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    ElementTree.indent(root)
    return DECLARATION + xml_in_log(ElementTree.tostring(root, encoding="unicode"))


def remark(results: Results) -> str:
    """Whether GitLab would take such a file, in Chinese; nothing where it would."""
    cases = sum(len(_cases(examined)) for examined in results.examined)
    if cases <= CASES // 10:
        return ""
    size = len(report(results).encode())
    if cases <= CASES and size <= BYTES:
        return ""
    most = f"GitLab 一次最多收 {CASES} 项、{BYTES // 1_000_000} MB，请分几次核对"
    return f"JUnit 里有 {cases} 项，{size // 1_000_000} MB：{most}"


def is_report(text: str) -> bool:
    """Whether a text is such suites of ours."""
    return text.startswith(f'{DECLARATION}<testsuites name="{NAME}"')


def _suite(examined: Examined, classes: Mapping[str, str], strict: bool) -> Element:
    file = address(examined.document.source.name)
    suite = Element("testsuite", name=for_xml(file), file=for_xml(file))
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in examined.findings:
        found[finding.code].append(finding)
    reasons = {rule.code: rule.reason for rule in examined.unjudged}
    for code, message in _cases(examined).items():
        case = SubElement(suite, "testcase", name=for_xml(f"{code} {message}"), classname=classes[file])
        _judge(case, found[code], reasons.get(code, ""), strict)
    _count(suite)
    return suite


def _cases(examined: Examined) -> dict[str, str]:
    """What was found outside the format's rules, and every rule: code and sentence."""
    rules = {rule.code: rule.message for rule in examined.filing.format.rules} if examined.filing else {}
    rules |= {rule.code: rule.message for rule in examined.unjudged}
    others = {finding.code: finding.message for finding in examined.findings if finding.code not in rules}
    general = {code: in_general(code, "message") for code in others if code in catalogue()}
    return others | general | rules


def _judge(case: Element, found: Sequence[Finding], reason: str, strict: bool) -> None:
    """What came of a rule: failed, skipped, or, where nothing is added, passed."""
    failing: list[Finding] = []
    beside: list[Finding] = []
    for finding in found:
        (failing if fails(finding, strict) else beside).append(finding)
    if failing:
        failure = SubElement(case, "failure", type=failing[0].code, message=for_xml(_headline(failing)))
        failure.text = for_xml("\n\n".join(map(_described, failing)))
    elif reason:
        SubElement(case, "skipped", type="unjudged", message=for_xml(reason))
    elif reasons := _reasons(found):
        SubElement(case, "skipped", type="accepted", message=for_xml(f"已接受：{reasons}"))
    if beside:
        SubElement(case, "system-out").text = for_xml("\n\n".join(map(_described, beside)))


def _reasons(found: Sequence[Finding]) -> str:
    """Why all of them were accepted; nothing where there is none, or one was not."""
    reasons = [finding.accepted for finding in found]
    return "；".join(dict.fromkeys(reasons)) if all(reasons) else ""


def _class(file: str) -> str:
    """The file as a class in a package, as Jenkins reads names: 填报/2024.yaml is 填报.2024."""
    return PurePosixPath(file).with_suffix("").as_posix().strip("/").replace("/", ".") or file


def _classes(files: Sequence[str]) -> dict[str, str]:
    """Each file as a class, by its whole name where another would be the same one: of two cases of one name
    in one class GitLab looks at the first alone."""
    counts = Counter(map(_class, files))
    return {file: for_xml(file if counts[_class(file)] > 1 else _class(file)) for file in files}


def _headline(found: Sequence[Finding]) -> str:
    first = found[0]
    more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
    line, _, _ = (first.detail or first.message).partition("\n")
    return f"第 {first.span.line} 行：{line}{more}"


def _described(finding: Finding) -> str:
    level = "已接受" if finding.accepted else NAMES[finding.level]
    return f"{where(finding)}: {level} {finding.code} {body(finding)}"


def _unopened(unopened: Unopened) -> Element:
    file = address(unopened.file)
    suite = Element("testsuite", name=for_xml(file), file=for_xml(file))
    case = SubElement(suite, "testcase", name="打开文件", classname=for_xml(_class(file)))
    SubElement(
        case,
        "error",
        type="fault" if isinstance(unopened, Fault) else "unopened",
        message=for_xml(str(unopened)),
    )
    _count(suite)
    return suite


def _count(suite: Element) -> None:
    suite.set("tests", str(len(suite)))
    for attribute, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(1 for case in suite if case.find(child) is not None)))
