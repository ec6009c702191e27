"""One HTTP exchange, introduced properly and bounded in time and size: the only user of requests here.

Proxies and certificate authorities are set by requests' own means (``HTTPS_PROXY``,
``REQUESTS_CA_BUNDLE``).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import requests

from articlewatch.sources.answers import Again, WikiUnavailable
from articlewatch.sources.contact import Identity, host_of
from articlewatch.sources.patience import Patience

#: an answer longer than this is refused; MediaWiki's own limit is 8 MiB before escaping
LONGEST_ANSWER = 64 << 20

#: lets a wiki with several data centres answer a POST from the nearest; forbidden for a login
_PROMISE = {"Promise-Non-Write-API-Action": "true"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """An HTTP answer that arrived whole; ``served`` are the seconds until it began."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    served: float = 0.0


class Wire:
    """A session with one host. The OAuth token of *identity* goes along only when *with_token*."""

    def __init__(self, identity: Identity, patience: Patience, *, with_token: bool = False) -> None:
        self._patience = patience
        self._session = requests.Session()
        library = requests.utils.default_user_agent()
        self._session.headers["User-Agent"] = f"{identity.user_agent()} {library}"
        self._session.headers["Accept-Encoding"] = "gzip, deflate"
        token = identity.token if with_token else ""

        def authorise(request: requests.PreparedRequest) -> requests.PreparedRequest:
            # Even without a token this keeps requests from sending what a ~/.netrc holds for the host.
            if token:
                request.headers["Authorization"] = f"Bearer {token}"
            return request

        self._session.auth = authorise

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def exchange(self, url: str, fields: Mapping[str, str], *, post: bool = False) -> Exchange | Again:
        """Send *fields* to *url* and return the answer, or why there was none that may pass.

        Redirects are not followed: a redirected POST loses its body, or hands it to another host.
        Raises WikiUnavailable when asking again cannot help.
        """
        try:
            with self._session.request(
                "POST" if post else "GET",
                url,
                data=fields if post else None,
                params=None if post else fields,
                headers=_PROMISE if post and fields.get("action") == "query" else None,
                timeout=(self._patience.connect, self._patience.silence),
                allow_redirects=False,
                stream=True,
            ) as response:
                body = self._read(response)
                if isinstance(body, Again):
                    return body
                return Exchange(response.status_code, response.headers, body, response.elapsed.total_seconds())
        except (requests.exceptions.SSLError, requests.exceptions.InvalidURL) as error:
            raise WikiUnavailable(f"{host_of(url)}: {_reason(error)}") from None
        except requests.exceptions.RequestException as error:
            return Again(_reason(error))
        except ValueError:  # requests looks at a redirect's address even when it is not to follow it
            raise WikiUnavailable(f"{host_of(url)}: a redirect to no usable address") from None

    def fetch(self, url: str) -> Exchange | None:
        """Return the answer to a plain request, None when there was none."""
        try:
            outcome = self.exchange(url, {})
        except WikiUnavailable:
            return None
        return outcome if isinstance(outcome, Exchange) else None

    def _read(self, response: requests.Response) -> bytes | Again:
        """Read a body within the limits of time and size; a server may drip bytes for hours."""
        end, pieces, length = time.monotonic() + self._patience.whole, [], 0
        for piece in response.iter_content(1 << 16):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_ANSWER:
                host = host_of(response.url)
                raise WikiUnavailable(f"{host}: an answer longer than {LONGEST_ANSWER >> 20} MiB")
            if time.monotonic() > end:
                return Again("the answer took too long")
        return b"".join(pieces)


def _reason(error: requests.exceptions.RequestException) -> str:
    """Return why a request failed in a few words: the library's own messages run over several lines."""
    kinds: list[tuple[type[Exception], str]] = [
        (requests.exceptions.SSLError, "its certificate cannot be verified"),
        (requests.exceptions.ProxyError, "the proxy refuses"),
        (requests.exceptions.ConnectTimeout, "no connection in time"),
        (requests.exceptions.ReadTimeout, "silence"),
        (requests.exceptions.ChunkedEncodingError, "the answer was cut short"),
        (requests.exceptions.ContentDecodingError, "the answer is damaged"),
        (requests.exceptions.InvalidURL, "not a usable address"),
    ]
    for kind, words in kinds:
        if isinstance(error, kind):
            return words
    text = str(error)
    if "Read timed out" in text:  # between two pieces of a body it arrives as a ConnectionError
        return "silence"
    if "Failed to resolve" in text or "NameResolutionError" in text:
        return "its name cannot be resolved"
    return "no connection" if isinstance(error, requests.exceptions.ConnectionError) else type(error).__name__
