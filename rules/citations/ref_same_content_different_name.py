from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.article.references import RefKey, RefUse, references_in
from articlewatch.article.refnames import RefIndex, ref_index
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule


@rule(
    "ref-same-content-different-name",
    code="C087",
    severity="suggestion",
    when=("name", "NAME"),
    fix="assisted",
    bad=[
        Example(
            "One.<ref name=a>{{cite book |title=A |last=B |page=3}}</ref> Two.⟦<ref name=b>{{cite book "
            "|title=A |last=B |page=3}}</ref>⟧ "
            "Three.<ref name=b />",
            fixed="One.<ref name=a>{{cite book |title=A |last=B |page=3}}</ref> Two.<ref name=a /> "
            "Three.<ref name=a />",
        ),
    ],
    good=[
        "One.<ref name=a>Report A, p. 3</ref> Two.<ref name=b>Report A, p. 4</ref>",
        "One.<ref name=a>Ibid., page 3</ref> Two.<ref name=b>Ibid., page 3</ref>",
        "One.<ref name=a>Report A, p. 3</ref> Two.<ref name=a />",
        "One.<ref name=a>Report A, p. 3</ref> Two.<ref name=b group=n>Report A, p. 3</ref> {{reflist|group=n}}",
    ],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="WP:REPEATCITE",
)
def ref_same_content_different_name(article: Article) -> Iterator[Problem]:
    """The same source under two names.

    It takes two numbers in the list, and a correction to one is missed in the other. Use one name for both.
    """
    index = _with_content_twice(article)
    same: dict[tuple[str, str], RefUse] = {}
    for (group, name), definitions in index.definitions.items():
        use = definitions[0]
        content = _plain(use.content)
        if (
            use.tag is None
            or use.listed
            or len(content) < 12
            or content.lower().startswith(("ibid", "op. cit", "op cit", "loc"))
        ):
            continue
        first = same.setdefault((group, content), use)
        if first is use:
            continue
        yield Problem(
            use.span,
            f"the same source is already called {first.name!r}",
            _fix(index, first, use, name),
            (Related(first.span, "the same source"),),
            "use one name for both",
        )


def _with_content_twice(article: Article) -> RefIndex:
    """The index of those names of whose sources one is written in two places."""
    index = ref_index(article)
    if index.is_torn:
        return index
    twice = article.tally(_contents).several
    names = [
        key
        for _, sources in (article.each(_sources) if twice else ())
        if not twice.isdisjoint(sources)
        for source in twice & sources.keys()
        for key in sources[source]
    ]
    return index.narrowed(frozenset(names))


def _sources(passage: Passage) -> dict[tuple[str, str], list[RefKey]]:
    """Group and content of named references -> their keys."""
    found: dict[tuple[str, str], list[RefKey]] = {}
    for use in passage.extracted(references_in):
        if use.name and use.content:
            found.setdefault((use.group, _plain(use.content)), []).append(use.key)
    return found


def _contents(passage: Passage) -> list[tuple[str, str]]:
    return [source for source, keys in passage.extracted(_sources).items() for _ in keys]


def _plain(content: str) -> str:
    """A note with single blanks."""
    return " ".join(content.split())


def _fix(index: RefIndex, first: RefUse, other: RefUse, name: str) -> Fix | None:
    if first.tag is None or other.tag is None or len(index.definitions[other.key]) > 1:
        return None
    attribute = next((a for a in first.tag.attributes if a.name == "name"), None)
    if attribute is None:
        return None
    written = attribute.span.of(first.tag.text)
    edits = []
    for use in index.calls.get(other.key, ()):
        if use.tag is None:
            return None
        if use is other:
            kept = [written, *(a.span.of(use.tag.text) for a in use.tag.attributes if a.name != "name")]
            edits.append(Edit(use.span.start, use.span.end, f"<ref {' '.join(kept)} />"))
        else:
            edits += [Edit(a.span.start, a.span.end, written) for a in use.tag.attributes if a.name == "name"]
    return Fix(tuple(sorted(edits)), "assisted")
