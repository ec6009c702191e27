from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from articlewatch.article import Article
from articlewatch.article.refnames import RefIndex, RefUse, ref_index
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
    index = ref_index(article)
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


@lru_cache(maxsize=4096)
def _plain(content: str) -> str:
    """A note with single blanks. Kept, since an edit leaves most notes as they were."""
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
