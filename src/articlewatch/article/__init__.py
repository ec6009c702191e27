"""Articles: from the text of a snapshot to sections, citations, links, templates and prose with exact spans."""

from articlewatch.article.article import Article
from articlewatch.article.citations import Citation
from articlewatch.article.nodes import Comment, ExternalLink, Tag, Wikilink
from articlewatch.article.parsing import parse
from articlewatch.article.passagecache import PassageCache
from articlewatch.article.profile import Profile, load_profile
from articlewatch.article.prose import OBJECT, Paragraph, Prose, Sentence
from articlewatch.article.scanned import Heading
from articlewatch.article.section import PageContext, Section
from articlewatch.article.snapshot import Format, Revision, Snapshot
from articlewatch.article.spans import LineIndex, Span
from articlewatch.article.templates import Parameter, Template

__all__ = [
    "OBJECT",
    "Article",
    "Citation",
    "Comment",
    "ExternalLink",
    "Format",
    "Heading",
    "LineIndex",
    "PageContext",
    "Paragraph",
    "Parameter",
    "PassageCache",
    "Profile",
    "Prose",
    "Revision",
    "Section",
    "Sentence",
    "Snapshot",
    "Span",
    "Tag",
    "Template",
    "Wikilink",
    "load_profile",
    "parse",
]
