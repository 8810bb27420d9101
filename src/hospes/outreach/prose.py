"""Members' texts: Markdown in, harmless HTML out."""

import html

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "code", "pre", "hr"}
_LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(text: str) -> SafeString:
    """The page has its own title, so headings in a text begin one level below it. Pictures become links."""
    tokens = _markdown.parse(text)
    for token in tokens:
        _lower_heading(token)
    rendered = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener external",
    )
    return mark_safe(clean)


def excerpt(text: str, *, letters: int = 400) -> str:
    """How a text begins, without its markup."""
    return Truncator(html.unescape(nh3.clean(to_html(text), tags=set())).strip()).chars(letters)


def _lower_heading(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = _LOWER[token.tag]
