"""The manual of the rules: one page a rule, and the catalogue of all. Made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent

from articlewatch.errors import ConfigurationError
from articlewatch.lint.examples import read_marks
from articlewatch.lint.rule import CATEGORIES, Example, Rule

#: Code points of an example that a page shows; some rules need whole articles.
_LONGEST_EXAMPLE = 600
_FIX = {"none": "none", "safe": "safe, applied unseen", "assisted": "assisted, wants an editor's eye"}


def rule_page(rule: Rule) -> str:
    """Return the manual page of *rule* as Markdown that reads well as plain text."""
    state = "only with --preview" if rule.preview else "on by default"
    fix = _FIX[rule.fix] + (", changes nothing a reader sees" if rule.cosmetic else "")
    facts = [
        ("category", rule.category),
        ("severity", rule.severity),
        ("confidence", rule.confidence),
        ("fix", fix),
        ("state", f"{state}, since {rule.since}"),
    ]
    if rule.languages:
        facts.append(("languages", ", ".join(rule.languages)))
    if rule.sites:
        facts.append(("sites", ", ".join(rule.sites)))
    facts.append(("formats", ", ".join(rule.formats)))
    if rule.guideline:
        facts.append(("guideline", rule.guideline))
    if rule.precision:
        facts.append(("precision", rule.precision))
    parts = [f"# {rule.id} ({rule.code})", rule.docs]
    parts.append("\n".join(f"- {name}: {value}" for name, value in facts))
    if rule.options:
        rows = "\n".join(
            f"- `{name.replace('_', '-')}` (default {_toml_value(value)})" for name, value in rule.options.items()
        )
        parts.append(f"## Options\n\nUnder `[options.{rule.id}]` in articlewatch.toml:\n\n{rows}")
    parts.append("## Found\n\n" + "\n\n".join(_bad(example) for example in rule.bad[:4]))
    parts.append("## Not found\n\n" + "\n\n".join(_code(_shown(e)) for e in rule.good[:3]))
    parts.append(f"To silence it: `<!-- articlewatch: ignore={rule.id} reason -->` on the line before.")
    return "\n\n".join(parts) + "\n"


def _bad(example: Example) -> str:
    shown = _code(example.text)
    if example.fixed is not None:
        shown += "\n\nafter the fix:\n\n" + _code(example.fixed or "(nothing)")
    return shown


def _shown(example: Example) -> str:
    return read_marks(example.text)[0]


def _code(text: str) -> str:
    if len(text) > _LONGEST_EXAMPLE:
        text = f"{text[:_LONGEST_EXAMPLE]}… ({len(text) - _LONGEST_EXAMPLE} characters more)"
    return indent(text.rstrip("\n") or "(nothing)", "    ", lambda line: True)


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def pages(rules: Sequence[Rule], peers: str) -> dict[str, str]:
    """Return every generated page by its path in the folder of rules; *peers* is the text of ``peers.tsv``."""
    made = {"README.md": catalogue(rules), "PEERS.md": peer_page(rules, peers)}
    for category in CATEGORIES:
        members = [rule for rule in rules if rule.category == category]
        if members:
            made[f"{category}/README.md"] = _category_page(category, members)
    return made


def _category_page(category: str, rules: Sequence[Rule]) -> str:
    """The manual pages of one category, one below the other."""
    parts = [f"# {category}: the manual", "<!-- Made by: articlewatch rules --write-pages rules -->"]
    parts += [rule_page(rule).replace("\n## ", "\n### ").replace("# ", "## ", 1).rstrip() for rule in rules]
    return "\n\n".join(parts) + "\n"


def catalogue(rules: Sequence[Rule]) -> str:
    """Return the catalogue of all rules as Markdown: the text of ``rules/README.md``."""
    on = sum(1 for rule in rules if not rule.preview)
    lines = [
        "# Rules",
        "",
        "<!-- Made by: articlewatch rules --write-pages rules -->",
        "",
        f"{len(rules)} rules, {on} of them on by default. `articlewatch rule ID` prints the whole page of one;",
        "the README.md of each folder holds all pages of its category.",
        "[PEERS.md](PEERS.md) maps the checks of other tools to these.",
        "A rule is one file in the folder of its category; `articlewatch new-rule category/name` starts a new one.",
        "",
        "Severity: **E**rror, **W**arning, **S**uggestion. Fix: *safe* may be applied unseen, *assisted* wants an",
        "editor's eye, *(c)* changes nothing a reader sees. *Preview* rules run only with `--preview` or when named.",
    ]
    for category in CATEGORIES:
        members = [rule for rule in rules if rule.category == category]
        if members:
            lines += ["", f"## {category}", "", "| code | rule | what | sev. | fix | state |", "| --- " * 6 + "|"]
            lines += [_row(rule) for rule in members]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    fix = "" if rule.fix == "none" else rule.fix + (" (c)" if rule.cosmetic else "")
    summary = rule.summary.replace("|", "\\|").replace("<", "&lt;")
    name = f"[{rule.id}]({rule.category}/README.md#{rule.id}-{rule.code.lower()})"
    state = "preview" if rule.preview else ""
    return f"| {rule.code} | {name} | {summary} | {rule.severity[0].upper()} | {fix} | {state} |"


_PEERS = {
    "checkwiki": "CheckWiki, by number",
    "wpcleaner": "WPCleaner's further algorithms, by number",
    "wikilint": "wikilint (wikiparser-node), by rule",
    "parsoid": "MediaWiki's own linter (Parsoid, Extension:Linter), by category",
    "cite": "Errors of the Cite extension, by message",
    "cs1-error": "Errors of Module:Citation/CS1",
    "cs1-maintenance": "Maintenance messages of Module:Citation/CS1",
}


def peer_page(rules: Sequence[Rule], table: str) -> str:
    """Return the page that maps every check of the peers to our rules, or to the reason why there is none.

    *table* is the text of ``rules/peers.tsv``: peer, check, what it is, rules, reason. Raises ConfigurationError for a
    row that names an unknown rule, or neither a rule nor a reason.
    """
    known = {rule.id: rule for rule in rules}
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    lines = [
        "# What the peers check, and what does it here",
        "",
        "<!-- Made by: articlewatch rules --write-pages rules, from rules/peers.tsv -->",
        "",
        f"{sum(1 for row in rows if row[3])} of {len(rows)} checks have a rule; the others say why not.",
    ]
    for peer, heading in _PEERS.items():
        lines += ["", f"## {heading}", "", "| check | what | here |", "| --- | --- | --- |"]
        for _, check, what, names, reason in (row for row in rows if row[0] == peer):
            links = []
            for name in names.split():
                if name not in known:
                    raise ConfigurationError(f"peers.tsv: {peer} {check} names the unknown rule {name!r}")
                rule = known[name]
                links.append(f"[{name}]({rule.category}/{name.replace('-', '_')}.py)")
            if not links and not reason:
                raise ConfigurationError(f"peers.tsv: {peer} {check} has neither a rule nor a reason")
            cell = what.replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| {check} | {cell} | {', '.join(links) or 'none: ' + reason.replace('<', '&lt;')} |")
    return "\n".join(lines) + "\n"


def rules_json(rules: Iterable[Rule]) -> dict[str, list[dict[str, object]]]:
    """Return what ``articlewatch rules --format json`` prints."""
    return {
        "rules": [
            {
                "id": rule.id,
                "code": rule.code,
                "category": rule.category,
                "severity": rule.severity,
                "confidence": rule.confidence,
                "fix": rule.fix,
                "summary": rule.summary,
                "cosmetic": rule.cosmetic,
                "preview": rule.preview,
                "since": rule.since,
                "formats": list(rule.formats),
                "languages": list(rule.languages),
                "sites": list(rule.sites),
                "options": {name: _plain(value) for name, value in rule.options.items()},
                "guideline": rule.guideline,
                "precision": rule.precision,
                "docs": rule.docs,
                "examples": {
                    "bad": [{"text": e.text, "fixed": e.fixed} for e in rule.bad],
                    "good": [{"text": _shown(e)} for e in rule.good],
                },
            }
            for rule in rules
        ]
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
