from __future__ import annotations

import pytest

from articlewatch.errors import ConfigurationError
from articlewatch.sources.contact import (
    Identity,
    check_contact,
    host_of,
    identity_from_environment,
    is_private,
    require_contact,
)


@pytest.mark.parametrize("contact", ["ann@wikimedia.de", "https://w.wiki/abc", "User:Ann", "mailto:ann@web.de"])
def test_usable_contacts(contact: str) -> None:
    assert check_contact(contact) == contact


@pytest.mark.parametrize(
    "contact",
    ["", "me", "you@example.org", "https://example.com/bot", "ann@web.de\r\nX-Evil: 1", "ann@web", "änn@web.de"],
)
def test_contacts_nobody_can_use(contact: str) -> None:
    with pytest.raises(ConfigurationError):
        check_contact(contact)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1:8089", "[::1]:80", "10.1.2.3", "192.168.0.9", "wiki.internal", "wiki", "a.localhost:1"],
)
def test_private_hosts(host: str) -> None:
    assert is_private(host)
    require_contact(Identity(), host)


@pytest.mark.parametrize("host", ["en.wikipedia.org", "8.8.8.8", "localhost.evil.org", "127.0.0.1.evil.org", ""])
def test_public_hosts_need_a_contact(host: str) -> None:
    assert not is_private(host)
    with pytest.raises(ConfigurationError, match="operator's contact"):
        require_contact(Identity(), host)
    require_contact(Identity(contact="ann@wikimedia.de"), host)


def test_host_of() -> None:
    assert host_of("https://user:secret@EN.wikipedia.org:8080/wiki/X") == "en.wikipedia.org:8080"
    assert host_of("en.wikipedia.org") == "en.wikipedia.org"


def test_secrets_belong_to_one_wiki_and_are_not_shown() -> None:
    environment = {"ARTICLEWATCH_OAUTH_TOKEN": "abc.def", "ARTICLEWATCH_WIKI": "https://wiki.mycompany.com/wiki/Main"}
    identity = identity_from_environment(environment=environment)
    assert identity.host == "wiki.mycompany.com"
    assert "abc.def" not in repr(identity)
    with pytest.raises(ConfigurationError, match="ARTICLEWATCH_WIKI"):
        identity_from_environment(environment={"ARTICLEWATCH_OAUTH_TOKEN": "abc.def"})
    with pytest.raises(ConfigurationError, match="both"):
        identity_from_environment(environment={"ARTICLEWATCH_WIKI_USER": "Ann", "ARTICLEWATCH_WIKI": "http://w/"})


def test_user_agent_names_the_operator() -> None:
    agent = Identity(contact="ann@wikimedia.de").user_agent()
    assert agent.startswith("articlewatch/") and agent.endswith(" (ann@wikimedia.de)")
