"""``articlewatch rules``, ``rule``, ``new-rule`` and ``test-rules``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from articlewatch.cli.choice import Choice
from articlewatch.errors import ConfigurationError
from articlewatch.lint import Rule, load_folder, load_rules
from articlewatch.lint.examples import check_examples
from articlewatch.lint.loader import builtin_folder, check_unique
from articlewatch.lint.manual import catalogue, pages, rule_page, rules_json
from articlewatch.lint.scaffold import new_rule as skeleton
from articlewatch.lint.suggest import did_you_mean
from articlewatch.lint.suppression import meta_rules

_FOLDERS = click.option("--rules", "folders", multiple=True, metavar="DIR", help="Load your own rules from DIR.")


def _all_rules(folders: Sequence[str]) -> list[Rule]:
    return [*load_rules(Path(folder) for folder in folders), *meta_rules()]


@click.command("rules")
@click.option("--format", "format_name", type=Choice("format", ("text", "json", "markdown")), default="text")
@click.option(
    "--write-pages", type=click.Path(path_type=Path), metavar="DIR", help="Write the generated pages into DIR instead."
)
@_FOLDERS
def rules(format_name: str, write_pages: Path | None, folders: tuple[str, ...]) -> None:
    """List the rules."""
    found = _all_rules(folders)
    if write_pages is not None:
        for name, text in pages(found, (builtin_folder() / "peers.tsv").read_text(encoding="utf-8")).items():
            (write_pages / name).parent.mkdir(parents=True, exist_ok=True)
            (write_pages / name).write_text(text, encoding="utf-8")
        return
    if format_name == "json":
        click.echo(json.dumps(rules_json(found), ensure_ascii=False, indent=2))
    elif format_name == "markdown":
        click.echo(catalogue(found), nl=False)
    else:
        width = max(len(rule.id) for rule in found)
        for rule in found:
            mark = "p" if rule.preview else " "
            fix = {"none": " ", "safe": "F", "assisted": "f"}[rule.fix]
            click.echo(f"{rule.code} {mark}{fix} {rule.id:<{width}}  {rule.summary}")
        click.echo(f"\n{len(found)} rules; p: preview, F: safe fix, f: assisted fix", err=True)


@click.command("rule")
@click.argument("name")
@_FOLDERS
def rule(name: str, folders: tuple[str, ...]) -> None:
    """Print the manual page of the rule NAME (an id or a code)."""
    found = _all_rules(folders)
    for candidate in found:
        if name in (candidate.id, candidate.code):
            click.echo(rule_page(candidate), nl=False)
            return
    known = [known for r in found for known in (r.id, r.code)]
    raise ConfigurationError(f"unknown rule {name!r}{did_you_mean(name, known)}")


@click.command("new-rule")
@click.argument("place", metavar="CATEGORY/NAME")
@click.option("--dir", "folder", default="rules", show_default=True, type=click.Path(path_type=Path))
def new_rule(place: str, folder: Path) -> None:
    """Write the skeleton of a new rule, whose examples fail until they are filled in."""
    name, source = skeleton(place, load_rules())
    file = folder / name
    if file.exists():
        raise ConfigurationError(f"{file}: exists already")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    click.echo(f"{file}\nfill in the examples, then run: articlewatch test-rules {folder}")


@click.command("test-rules")
@click.argument("folder", type=click.Path(path_type=Path))
def test_rules(folder: Path) -> int:
    """Run the examples of all rules in FOLDER. Exit status 1 when one does not hold."""
    mine = load_folder(folder)
    names = {found.id for found in mine}
    everything = [*(found for found in load_rules() if found.id not in names), *mine]
    check_unique(everything)
    failed = 0
    for found in mine:
        faults = check_examples(found, everything)
        failed += bool(faults)
        click.echo(f"{'FAIL' if faults else 'ok  '} {found.id}")
        for fault in faults:
            click.echo(f"     {fault}")
    click.echo(f"{len(mine)} rules, {failed} failed")
    return 1 if failed else 0
