"""Send one message over one channel: mail, webhook, command, apprise, standard output."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.watch.channels import Channel
from articlewatch.watch.message import Message, html_of, record_of, subject_of, text_of

#: seconds to wait for a server, and for a command to end
_PATIENCE, _COMMAND_PATIENCE = 20, 120
_MOST_REDIRECTS = 3

Echo = Callable[[str], None]


class NotSent(SourceError):
    """A message that did not get through. The text names neither addresses nor secrets."""


def send(channel: Channel, message: Message, echo: Echo) -> None:
    """Send *message*, or write it with *echo*. Raises NotSent or ConfigurationError, without any secret in it."""
    if channel.kind == "stdout":
        echo(f"{text_of(message.events)}\n")
    else:
        _SENDERS[channel.kind](channel, message)


def _mail(channel: Channel, message: Message) -> None:
    mail = mail_of(channel, message)
    host, port, security = mail_server(channel)
    try:
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if security == "tls":
            server = smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=_PATIENCE)
        with server:
            if security == "starttls":
                server.starttls(context=context)
            if channel.settings.get("user"):
                server.login(str(channel.settings["user"]), channel.secret("password"))
            server.send_message(mail)
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"channel {channel.name!r}: the mail server answers {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(f"channel {channel.name!r}: {host}: {_short(error)}") from None


def mail_server(channel: Channel) -> tuple[str, int, str]:
    """Return host, port and security (``starttls``, ``tls``, ``none``) of a mail channel."""
    security = str(channel.settings.get("security", "starttls"))
    host, _, port = str(channel.settings["server"]).partition(":")
    if port and not port.isdecimal():
        raise ConfigurationError(f"channel {channel.name!r}: {port!r} is no port")
    return host, int(port or {"tls": 465, "starttls": 587, "none": 25}[security]), security


def mail_of(channel: Channel, message: Message) -> EmailMessage:
    """Return the mail; its Message-ID is the message's own, so that a repeated mail can be told as such."""
    mail = EmailMessage()
    sender = str(channel.settings["from"])
    mail["From"], mail["To"], mail["Subject"] = sender, message.target, subject_of(message.events)
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    mail["Date"] = formatdate(max(event.told for event in message.events), localtime=True)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text_of(message.events))
    mail.add_alternative(f"<!DOCTYPE html><html><body>{html_of(message.events)}</body></html>", subtype="html")
    return mail


def _webhook(channel: Channel, message: Message) -> None:
    url = channel.secret("url")
    host = urlsplit(url).hostname or ""
    if urlsplit(url).scheme not in ("http", "https") or not host:
        raise ConfigurationError(f"channel {channel.name!r}: the URL is not http or https")
    body = json.dumps(record_of(message), ensure_ascii=True).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": f'"{message.id}"'}
    origin = _origin(url)
    with requests.Session() as session:
        session.auth = lambda request: request  # nothing from a ~/.netrc
        for _ in range(_MOST_REDIRECTS):
            try:
                answer = session.post(url, data=body, headers=headers, timeout=_PATIENCE, allow_redirects=False)
            except (requests.RequestException, ValueError) as error:  # ValueError: a redirect to no usable address
                raise NotSent(f"channel {channel.name!r}: {host}: {type(error).__name__}") from None
            if answer.status_code not in (301, 302, 303, 307, 308):
                break
            url = urljoin(url, answer.headers.get("Location", ""))
            if answer.status_code not in (307, 308) or _origin(url) != origin:
                raise NotSent(f"channel {channel.name!r}: {host} redirects elsewhere; that is not followed")
    if not 200 <= answer.status_code < 300:
        raise NotSent(f"channel {channel.name!r}: {host} answers {answer.status_code}")


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _command(channel: Channel, message: Message) -> None:
    run = channel.settings["run"]
    arguments = [run] if isinstance(run, str) else [str(item) for item in run]
    text = json.dumps(record_of(message), ensure_ascii=True)
    environment = os.environ | {"ARTICLEWATCH_MESSAGE": message.id, "ARTICLEWATCH_SUBJECT": subject_of(message.events)}
    try:
        done = subprocess.run(
            arguments, input=text.encode(), env=environment, cwd=channel.base, timeout=_COMMAND_PATIENCE, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotSent(f"channel {channel.name!r}: the command takes over {_COMMAND_PATIENCE} s") from None
    except OSError as error:
        raise NotSent(f"channel {channel.name!r}: {arguments[0]}: {error.strerror or 'cannot be run'}") from None
    if done.returncode:
        raise NotSent(f"channel {channel.name!r}: the command ends with status {done.returncode}")


def _apprise(channel: Channel, message: Message) -> None:
    try:
        import apprise
    except ImportError:
        raise ConfigurationError(
            f"channel {channel.name!r}: apprise is not installed; pip install 'articlewatch[notify]'"
        ) from None
    urls = channel.secret("urls").split()
    number = int(message.target) - 1
    if number >= len(urls):
        raise ConfigurationError(f"channel {channel.name!r}: there is no address number {message.target} any more")
    service: Any = apprise.Apprise()
    if not service.add(urls[number]):
        raise ConfigurationError(f"channel {channel.name!r}: address number {message.target} is none apprise knows")
    if not service.notify(title=subject_of(message.events), body=text_of(message.events)):
        raise NotSent(f"channel {channel.name!r}: address number {message.target} did not take the message")


_SENDERS: dict[str, Callable[[Channel, Message], None]] = {
    "mail": _mail,
    "webhook": _webhook,
    "command": _command,
    "apprise": _apprise,
}


def _short(error: Exception) -> str:
    """Return why in a few words: the libraries' own messages name addresses."""
    if isinstance(error, requests.exceptions.SSLError):
        return "no safe connection"
    if isinstance(error, requests.exceptions.Timeout):
        return "does not answer in time"
    if isinstance(error, requests.exceptions.ConnectionError):
        return "cannot be reached"
    return getattr(error, "strerror", None) or type(error).__name__
