"""Who may ask, and what a browser may do with the answer.

Whatever a page of another site makes the browser send is turned away: by the name it asks for (a name that has been
made to lead to this machine is none of ours), and forms by a token and a cookie that only pages of this process have.
"""

from __future__ import annotations

import re
import secrets
from hmac import compare_digest
from ipaddress import ip_address

from flask import Flask, Request, Response, abort, request

#: Added to every answer; the pages' own policy says the rest.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: What a page is given that has no policy of its own, such as a redirect.
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
#: An address of version 6 in brackets, or a name or another address; and perhaps a port.
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:@/?#\[\]]+))(?::\d{1,5})?")


class Guard:
    """The checks of one process. *names* are those the site may be called by, beside addresses in numbers.

    *port* is what it listens on. With *remote* it may be called by any address in numbers, else by loopback ones.
    """

    def __init__(self, port: int, names: tuple[str, ...] = (), *, remote: bool = False) -> None:
        self.token = secrets.token_urlsafe(32)
        self._cookie = secrets.token_urlsafe(32)
        self._cookie_name = f"articlewatch-{port}"  # cookies do not tell ports apart
        self._names = {"localhost", *(name.lower().rstrip(".") for name in names)}
        self._remote = remote

    def install(self, app: Flask) -> None:
        """Have *app* check every request and mark every answer."""
        app.before_request(self._check)
        app.after_request(self._mark)

    def _check(self) -> None:
        if not self.is_ours(request.headers.get("Host", "")):
            abort(421, "This site does not answer to that name; ask for it by the address that it printed.")
        if request.method not in ("GET", "HEAD", "OPTIONS") and not self._is_meant(request):
            abort(403, "The form is not from this site as it runs now. Go back, reload the page, and try again.")

    def is_ours(self, host: str) -> bool:
        """Say whether a Host header names this site; the port may be that of a tunnel."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        try:
            address = ip_address(match[1] or match[2])
        except ValueError:
            return match[2] is not None and match[2].lower().rstrip(".") in self._names
        return self._remote or address.is_loopback

    def _is_meant(self, asked: Request) -> bool:
        """Whether a form was sent by a page of this process."""
        token, cookie = asked.form.get("token", ""), asked.cookies.get(self._cookie_name, "")
        from_here = asked.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
        return (
            from_here
            and compare_digest(token.encode(), self.token.encode())
            and compare_digest(cookie.encode(), self._cookie.encode())
        )

    def _mark(self, response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _NOTHING)
        return response

    def give_cookie(self, response: Response) -> Response:
        """Give *response*, a page with a form, the cookie that goes with the token."""
        if request.cookies.get(self._cookie_name) != self._cookie:
            response.set_cookie(self._cookie_name, self._cookie, httponly=True, samesite="Strict", path="/")
        return response
