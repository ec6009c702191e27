"""JUnit XML, for servers that show test results: an article is a suite, a finding a failed test."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.places import label, name, place, where
from articlewatch.lint.finding import Failure, Finding, LintReport, SnapshotResult


def render(report: LintReport) -> str:
    """Return *report* as JUnit XML.

    An article without findings is one passed test, so that it is seen to have been checked; a rule that
    could not run is a skipped test, a source that could not be read an error.
    """
    suites = [_suite(result) for result in report.results] + [
        _failure(failure) for failure in report.failures
    ]
    root = ET.Element("testsuites", {"name": "articlewatch", **_counts(*suites)})
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(*elements: ET.Element) -> dict[str, str]:
    def total(tag: str) -> str:
        return str(sum(1 for element in elements for _ in element.iter(tag)))

    return {"tests": total("testcase"), "failures": total("failure"), "errors": total("error")}


def _suite(result: SnapshotResult) -> ET.Element:
    file = visible(name(result.snapshot))
    suite = ET.Element("testsuite", name=file)
    index = LineIndex(result.snapshot.text)
    for finding in result.findings:
        suite.append(_case(file, result, index, finding))
    if not result.findings:
        ET.SubElement(suite, "testcase", name="no issues", classname=file)
    for rule in result.skipped_rules:
        case = ET.SubElement(suite, "testcase", name=visible(rule), classname=file)
        ET.SubElement(case, "skipped", message=f"cannot run on {result.snapshot.format} snapshots")
    for key, value in _counts(suite).items():
        suite.set(key, value)
    suite.set("skipped", str(len(result.skipped_rules)))
    return suite


def _case(file: str, result: SnapshotResult, index: LineIndex, finding: Finding) -> ET.Element:
    at = place(index, finding.span)
    spot = f"{at.line}:{at.column}"
    case = ET.Element("testcase", name=visible(f"{label(finding)} ({spot})"), classname=file)
    failure = ET.SubElement(case, "failure", type=finding.severity, message=visible(finding.message))
    details = [
        f"{file}:{spot}",
        where(result.snapshot, finding),
        visible(finding.excerpt),
        visible(finding.help),
    ]
    related = [
        f"see also {place(index, other.span).line}: {visible(other.message)}" for other in finding.related
    ]
    failure.text = "\n".join(line for line in (*details, *related) if line)
    return case


def _failure(failure: Failure) -> ET.Element:
    file = visible(failure.path)
    suite = ET.Element("testsuite", name=file, tests="1", failures="0", errors="1", skipped="0")
    case = ET.SubElement(suite, "testcase", name="read", classname=file)
    ET.SubElement(case, "error", type="unreadable", message=visible(failure.message))
    return suite
