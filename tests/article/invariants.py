"""What must hold of every article, whatever its text: the property and the corpus tests both ask this."""

from __future__ import annotations

import re
from html import unescape

from articlewatch.article import OBJECT, Article, Section, Span
from articlewatch.article.nodes import Node
from articlewatch.article.tags import KNOWN_TAGS

_REFERENCE = re.compile("&[#A-Za-z0-9]+;")


def check_article(article: Article, *, every: int = 1) -> None:
    """Raise AssertionError when *article* breaks a promise. *every* thins out the costly look at single characters."""
    text = article.text
    assert "".join(s.text for s in article.sections) == text
    at = 0
    for section in article.sections:
        assert section.offset == at and section.span == Span(at, at + len(section.text))
        at = section.span.end
        check_section(section, every=every)
    check_page(article)


def check_page(article: Article) -> None:
    """The indexes over the page hold the same things at the same places as those of the sections."""
    text = article.text
    for nodes in (
        article.templates,
        article.wikilinks,
        article.files,
        article.categories,
        article.language_links,
        article.external_links,
        article.tags,
        article.comments,
        article.citations,
    ):
        check_nodes(text, nodes)
    assert [t.source for t in article.templates] == [t.source for s in article.sections for t in s.templates]
    for template in article.templates:
        assert template.source[:2] == "{{" and template.source[-2:] == "}}"
    for heading in article.headings:
        assert heading.span.of(text).startswith("=" * heading.level)
    for paragraph in article.paragraphs:
        check_span(text, paragraph.span)
    for index, section in enumerate(article.sections):
        assert section.index == index
        assert article.section_at(section.offset) is section or not section.text
        assert section.parent < index
        if section.parent >= 0:
            assert article.sections[section.parent].level < section.level
            assert section.path[:-1] == article.sections[section.parent].path
        assert article.full_span(section).covers(section.span)


def check_span(text: str, span: Span) -> None:
    """*span* lies within *text*."""
    assert 0 <= span.start <= span.end <= len(text), span


def check_nodes(text: str, nodes: list[Node]) -> None:
    """*nodes* are not empty, lie within *text* and stand in its order."""
    for node in nodes:
        assert node.text is text or node.text == text
        assert 0 <= node.start < node.end <= len(text), node
        assert node.source == text[node.start : node.end]
    starts = [node.start for node in nodes]
    assert starts == sorted(starts)


def check_section(section: Section, *, every: int = 1) -> None:
    """Everything asked of *section* is where it says it is."""
    text = section.text
    check_headings(section)
    check_templates(section)
    check_links(section)
    check_tags(section)
    check_citations(section)
    check_leaves(section)
    check_prose(section, every)
    assert section.scan.tables == sorted(section.scan.tables)
    for start, end in section.tables:
        assert text[start : start + 2] == "{|" and text[end - 2 : end] == "|}"
        assert section.in_table(start) and section.in_table(end - 1)
    for span in section.scan.lonely:
        assert span.start < span.end and not span.of(text).strip("[]{}"), span.of(text)


def check_headings(section: Section) -> None:
    """A section is cut at its heading and holds no other."""
    headings = section.passage.headings
    if section.index == 0:
        assert headings == [] and section.heading is None
        return
    assert len(headings) == 1
    heading = headings[0]
    source = heading.span.of(section.text)
    assert heading.span.start == 0 and "\n" not in source
    assert 1 <= heading.level <= 6 and heading.level == section.level
    assert source.startswith("=" * heading.level)
    assert heading.title.start == heading.level and heading.span.covers(heading.title)
    assert section.text[heading.title.end] == "="


def check_templates(section: Section) -> None:
    """Templates and their parameters."""
    text = section.text
    check_nodes(text, section.templates)
    for template in section.templates:
        source = template.source
        assert source[:2] == "{{" and source[-2:] == "}}"
        assert template.span.covers(template.name_span)
        assert section.in_template(template.start)
        at = template.name_span.end
        for parameter in template.params:
            assert parameter.span.start == at and text[at] == "|"
            at = parameter.span.end
            assert parameter.span.covers(parameter.value_span) and parameter.span.covers(parameter.name_span)
            assert parameter.value_span.end == parameter.span.end
            if not parameter.positional:
                assert text[parameter.name_span.end] == "="
            assert parameter.value in parameter.value_span.of(text) or "<!--" in parameter.value_span.of(text)
        assert at == template.end - 2
        assert template.names() == [p.name for p in template.params]
    for span in section.arguments:
        assert span.of(text)[:3] == "{{{" and span.of(text)[-3:] == "}}}"


def check_links(section: Section) -> None:
    """Links of all kinds."""
    text = section.text
    check_nodes(text, section.links)
    sorts = [*section.wikilinks, *section.files, *section.categories, *section.language_links]
    assert len(sorts) <= len(section.links)
    for link in section.links:
        assert link.source[:2] == "[[" and link.source[-2:] == "]]"
        assert link.span.covers(link.target_span) and link.span.covers(link.label_span)
        if link.has_label:
            assert text[link.label_span.start - 1] == "|"
            assert link.options[0].start == link.label_span.start and link.options[-1].end == link.label_span.end
    check_nodes(text, section.external_links)
    for url in section.external_links:
        if url.bracketed:
            assert url.source[0] == "[" and url.source[-1] == "]"
        assert url.span.covers(url.url_span)
        lowered = url.url.lower()
        assert "//" in lowered[:20] or ":" in lowered, url
        assert url.label_span.end <= url.end and url.label_span.start <= url.label_span.end


def check_tags(section: Section) -> None:
    """Tags and comments."""
    text = section.text
    check_nodes(text, section.tags)
    for tag in section.tags:
        assert tag.name in KNOWN_TAGS
        assert tag.start <= tag.open_end <= tag.close_start <= tag.end
        if tag.kind != "stray":
            opening = tag.open_span.of(text)
            assert opening.lower().startswith("<" + tag.name) and opening[-1] == ">"
        if tag.kind in ("pair", "misnested", "stray"):
            closing = tag.close_span.of(text)
            assert closing.lower().startswith("</" + tag.name) and closing[-1] == ">"
        for attribute in tag.attributes:
            assert tag.open_span.covers(attribute.span)
            assert attribute.span.of(text).lower().startswith(attribute.name)
            if attribute.value:
                assert attribute.value in attribute.span.of(text)
    check_nodes(text, section.comments)
    for comment in section.comments:
        assert comment.source.startswith("<!--")
        assert comment.source.endswith("-->") if comment.closed else comment.end <= len(text)
        assert section.is_opaque(comment.start)


def check_citations(section: Section) -> None:
    """Citations and what they carry."""
    check_nodes(section.text, section.citations)
    for citation in section.citations:
        source = citation.source
        if citation.tag is not None:
            assert source.lower().startswith("<ref") and source[-1] == ">"
        elif citation.template is not None:
            assert source[:2] == "{{" and source[-2:] == "}}"
        else:
            assert source[0] == "[" and source[-1] == "]"
        check_span(section.text, citation.content_span)
        assert citation.span.covers(citation.content_span)
        for template in citation.templates:
            assert citation.span.covers(template.span)
        if citation.url:
            assert citation.url in source


def check_leaves(section: Section) -> None:
    """The leaves of the token stream, one after the other, are the text."""
    at = 0
    for leaf in section.passage.leaves():
        assert leaf.start == at < leaf.end
        at = leaf.end
    assert at == len(section.text)


def check_prose(section: Section, every: int) -> None:
    """Prose leads back to the source, character by character."""
    text = section.text
    shown = section.prose.text
    for offset in range(0, len(shown), every):
        check_character(text, section.prose.to_source(offset, offset + 1), shown[offset])
    at = 0
    for number, paragraph in enumerate(section.paragraphs, 1):
        assert paragraph.number == number
        check_span(text, paragraph.span)
        assert paragraph.span.start >= at, "paragraphs do not overlap"
        at = paragraph.span.end
        assert len(paragraph.masked) == len(paragraph.text)
        assert paragraph.text.strip()
        for start, end in paragraph.quotations:
            assert 0 <= start < end <= len(paragraph.text)
        reached = 0
        for sentence in paragraph.sentences:
            assert sentence.text == sentence.text.strip() != ""
            begin = sentence.begin - paragraph.begin
            assert begin >= reached, "sentences do not overlap"
            reached = begin + len(sentence.text)
            assert paragraph.text[begin:reached] == sentence.text
            assert len(sentence.masked) == len(sentence.text)
            assert paragraph.span.covers(sentence.span), (paragraph.span, sentence.span, sentence)
            source = decoded(sentence.span.of(text))
            for word in sentence.words[::every]:
                assert is_subsequence(word, source), (word, source)


def check_character(text: str, span: Span, character: str) -> None:
    """What stands at *span* of the source is shown as *character*."""
    check_span(text, span)
    source = span.of(text)
    assert source, "a shown character has a source"
    if source == character or character in (OBJECT, " "):
        return
    assert source[0] == "&" and character in decoded(source), (source, character)


def decoded(source: str) -> str:
    """*source* with its character references resolved: those with a semicolon, as MediaWiki wants them."""
    return _REFERENCE.sub(lambda m: unescape(m.group()), source)


def is_subsequence(word: str, source: str) -> bool:
    """Say whether the characters of *word* occur in *source* in their order."""
    rest = iter(source)
    return all(character in rest for character in word)
