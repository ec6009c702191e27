"""Pages as a browser saves them: HTML written by MediaWiki (Parsoid or a skin), read as an article.

No HTML library is used. selectolax and lxml, which are fast, say of no node where in the file it stands, and a finding
needs exact offsets; ``html.parser`` says so of tags, but takes quadratic time for some inputs in the Pythons in use.
MediaWiki writes well-formed pages, so a scanner and a stack of open elements with HTML's implied end tags are enough.
"""
