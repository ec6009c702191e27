"""The parameters of a section's citation templates by their canonical names: a rule meets only those it is about."""

from __future__ import annotations

from articlewatch.article.cs1 import Cs1Citation, cs1_in_passage
from articlewatch.article.passage import Passage
from articlewatch.article.section import Section
from articlewatch.article.templates import Parameter

#: Canonical name -> the citations that give it a value, each with the parameters of that name as written.
Cs1Index = dict[str, list[tuple[Cs1Citation, list[Parameter]]]]


def cs1_by_name(section: Section) -> Cs1Index:
    """Return the index of the citation templates of *section*; see :func:`cs1_citations` for which these are."""
    return section.passage.extracted(_index)


def cs1_strange(section: Section) -> list[Cs1Citation]:
    """Return the citation templates of *section* with at least one parameter that is :attr:`Cs1Citation.strange`."""
    return section.passage.extracted(_strange)


def _strange(passage: Passage) -> list[Cs1Citation]:
    return [cite for cite in cs1_in_passage(passage) if cite.strange]


def cs1_having(section: Section, *names: str) -> list[tuple[Cs1Citation, str, Parameter]]:
    """Return citation, name and parameter for each of *names* (canonical) that has a value, name by name.

    Of several parameters of one name the last counts, as in :meth:`Cs1Citation.get`.
    """
    index = section.passage.extracted(_index)
    return [(cite, name, found[-1]) for name in names if name in index for cite, found in index[name]]


def cs1_every(section: Section, *names: str) -> list[tuple[str, Parameter]]:
    """Return name and parameter for each of *names* (canonical) that has a value; repeated ones are all given."""
    index = section.passage.extracted(_index)
    return [(name, parameter) for name in names if name in index for _, found in index[name] for parameter in found]


def _index(passage: Passage) -> Cs1Index:
    index: Cs1Index = {}
    for cite in cs1_in_passage(passage):
        for name, found in cite.by_name.items():
            if name in index:
                index[name].append((cite, found))
            else:
                index[name] = [(cite, found)]
    return index
