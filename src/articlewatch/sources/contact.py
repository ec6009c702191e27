"""Who is calling: the operator's contact and secrets, and which hosts may be called without them.

Wikimedia counts requests per client and asks that the User-Agent names the *operator*, the person who
can be written to, not the program: a shared address would make all its users share one allowance.
Secrets come from the environment only, never from an option or a file, so that they end up neither in a
process list nor in a repository.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import articlewatch
from articlewatch.errors import ConfigurationError
from articlewatch.sources.robots import EXEMPT_VARIABLE, Fetch, Robots

CONTACT_VARIABLE = "ARTICLEWATCH_CONTACT"
WIKI_VARIABLE = "ARTICLEWATCH_WIKI"
USER_VARIABLE = "ARTICLEWATCH_WIKI_USER"
PASSWORD_VARIABLE = "ARTICLEWATCH_WIKI_PASSWORD"
TOKEN_VARIABLE = "ARTICLEWATCH_OAUTH_TOKEN"

_ADDRESS = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.[^\s@<>().]{2,24}")
_PAGE = re.compile(r"https?://[^\s<>()]{4,300}|\b[Uu]ser:[^\s<>()]{1,100}")
_PLACEHOLDER = re.compile(r"\b(?:example\.(?:org|com|net)|example\.invalid|yourdomain|domain\.tld)\b", re.I)
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid")


@dataclass(frozen=True, slots=True)
class Identity:
    """How to introduce oneself to a wiki.

    ``contact`` is an e-mail address, the URL of a page, or ``User:Name``. The secrets are sent to
    ``host`` and to no other, whatever address a user pastes. ``robots`` remembers what hosts ask of programs; private
    ones are asked only with ``robots_everywhere``.
    """

    contact: str = ""
    host: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    robots: Robots = field(default_factory=Robots, repr=False, compare=False)
    robots_everywhere: bool = False

    @property
    def has_secrets(self) -> bool:
        return bool(self.token or self.password)

    def user_agent(self) -> str:
        """Return the User-Agent header without the library's part."""
        who = f" ({self.contact})" if self.contact else ""
        return f"articlewatch/{articlewatch.__version__}{who}"

    def heed_robots(self, url: str, fetch: Fetch, *, interface: bool) -> float:
        """Return the pause between requests that the host of *url* asks of this program by name, in seconds.

        Raises Excluded as ``Robots.heed`` does.
        """
        if is_private(host_of(url)) and not self.robots_everywhere:
            return 0.0
        self.robots.heed(url, fetch, interface=interface)
        return self.robots.delay(url)


def identity_from_environment(contact: str | None = None, environment: Mapping[str, str] | None = None) -> Identity:
    """Return the identity set by the environment; *contact* overrides ``ARTICLEWATCH_CONTACT``.

    Raises ConfigurationError when the contact is unusable, or when secrets are set without the wiki
    they are for.
    """
    environment = os.environ if environment is None else environment
    user, password = environment.get(USER_VARIABLE, ""), environment.get(PASSWORD_VARIABLE, "")
    token = environment.get(TOKEN_VARIABLE, "")
    host = host_of(environment.get(WIKI_VARIABLE, ""))
    if bool(user) != bool(password):
        raise ConfigurationError(f"set both {USER_VARIABLE} and {PASSWORD_VARIABLE}, or neither")
    if (token or password) and not host:
        raise ConfigurationError(f"set {WIKI_VARIABLE} to the address of the wiki the secrets are for")
    if not token.isascii() or any(character.isspace() for character in token):
        raise ConfigurationError(f"{TOKEN_VARIABLE} has characters no token has")
    contact = (contact if contact is not None else environment.get(CONTACT_VARIABLE, "")).strip()
    exempt = re.split(r"[\s,]+", environment.get(EXEMPT_VARIABLE, "").strip())
    robots = Robots(filter(None, map(host_of, exempt)))
    return Identity(check_contact(contact) if contact else "", host, user, password, token, robots)


def check_contact(contact: str) -> str:
    """Return *contact* when a wiki's operator could use it, or raise ConfigurationError."""
    if not contact.isprintable() or not contact.isascii() or len(contact) > 300:
        raise ConfigurationError("the contact must be one short line of ASCII characters")
    if _PLACEHOLDER.search(contact):
        raise ConfigurationError(f"the contact {contact!r} is a placeholder; give your own")
    if not (_ADDRESS.search(contact) or _PAGE.search(contact)):
        raise ConfigurationError(f"the contact {contact!r} is no e-mail address, no URL and no user page (User:Name)")
    return contact


def host_of(address: str) -> str:
    """Return the host and port of a URL or of a bare host name, in lower case."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def is_private(host: str) -> bool:
    """Whether *host* (with or without port) names this machine or a private network.

    Only the name is looked at, never the DNS: the answer must not depend on who is asked.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return bool(name) and ("." not in name or name.endswith(_PRIVATE_ENDINGS))
    return address.is_private or address.is_loopback or address.is_link_local


def require_contact(identity: Identity, host: str) -> None:
    """Raise ConfigurationError when *host* is public and *identity* names nobody to write to."""
    if not identity.contact and not is_private(host):
        raise ConfigurationError(
            f"{host} asks every client for its operator's contact; set {CONTACT_VARIABLE} "
            "(or --contact) to your e-mail address or user page"
        )
