"""Loading rules from folders: whatever is wrong stops the run and names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from articlewatch.errors import ConfigurationError
from articlewatch.lint import load_folder, load_rules

GOOD = '''
from articlewatch.article import Section
from articlewatch.lint import Problem, rule

@rule("{id}", code="{code}", severity="warning", bad=["⟦x⟧"], good=["y"])
def check(section: Section):
    """A fault.

    Why it matters.
    """
    return ()
'''


def write(folder: Path, name: str, source: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return file


def good(id: str, code: str) -> str:
    return GOOD.replace("{id}", id).replace("{code}", code)


def test_a_folder_of_rules(tmp_path: Path) -> None:
    write(tmp_path, "house/b_rule.py", good("b-rule", "P801"))
    write(tmp_path, "a_rule.py", good("a-rule", "P800"))
    write(tmp_path, "_shared.py", "raise RuntimeError")
    write(tmp_path, "__pycache__/old.py", "raise RuntimeError")
    assert [(r.id, r.category) for r in load_folder(tmp_path)] == [("a-rule", tmp_path.name), ("b-rule", "house")]
    everything = load_rules([tmp_path])
    assert {"a-rule", "b-rule", "bare-url"} <= {r.id for r in everything}
    assert everything[-1].id in ("a-rule", "b-rule"), "categories of one's own come last"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f(:\n", "bad.py:1: invalid syntax"),
        ("x = 1\n\nx.y\n", "bad.py:3: AttributeError: 'int' object has no attribute 'y'"),
        ("import no_such_module_anywhere\n", "bad.py:1: ModuleNotFoundError"),
        ("x = 1\n", "bad.py: holds no rule"),
        (good("Bad_Id", "P802"), "bad.py: rule 'Bad_Id': an id is lower-case words joined by hyphens"),
        (good("bad-code", "802"), "bad.py: rule bad-code: a code is"),
        (good("no-examples", "P802").replace('["y"]', "[]"), "bad.py: rule no-examples: needs at least one bad and"),
        (good("no-scope", "P802").replace(": Section", ""), "bad.py: rule no-scope: annotate the first parameter"),
        (good("no-docs", "P802").replace('"""', "'", 1).replace('"""', "'"), "bad.py"),
        (
            good("no-such", "P802").replace("bad=", 'given="pictures", bad='),
            "given='pictures' is nothing that a Section",
        ),
        (
            good("a-page", "P802").replace("bad=", 'given="images", bad=').replace("Section)", "'Article')"),
            "given is for",
        ),
        (good("an-option", "P802").replace("Section)", "Section, *, x)"), "bad.py: rule an-option: an option needs"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, source: str, message: str) -> None:
    write(tmp_path, "bad.py", source)
    with pytest.raises(ConfigurationError) as raised:
        load_folder(tmp_path)
    assert message in str(raised.value) and "\n" not in str(raised.value)


def test_folders_without_rules(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no rules in this folder"):
        load_folder(tmp_path)
    with pytest.raises(ConfigurationError, match="no such folder"):
        load_folder(tmp_path / "missing")


@pytest.mark.parametrize(("id", "code"), [("bare-url", "P803"), ("my-rule", "C001")])
def test_an_id_or_code_given_twice(tmp_path: Path, id: str, code: str) -> None:
    file = write(tmp_path, "mine.py", good(id, code))
    with pytest.raises(ConfigurationError) as raised:
        load_rules([tmp_path])
    assert str(file) in str(raised.value) and "already defined" in str(raised.value)
