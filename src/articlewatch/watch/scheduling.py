"""Ready-made schedules: systemd units, a cron line, a GitHub workflow, a launchd job."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from xml.sax.saxutils import escape

from articlewatch.errors import ConfigurationError
from articlewatch.watch.times import DAY, HOUR, MINUTE

#: environment variables that a job may need and that are no secrets
CONTACT = "ARTICLEWATCH_CONTACT"


def systemd_units(every: int, command: list[str], folder: str, contact: str) -> dict[str, str]:
    """Return a service and a timer for a user's systemd, by file name. *every* is in seconds.

    The service is of type oneshot and so never overlaps itself; the timer makes up for a time the machine was off.
    Secrets go into the optional environment file, which is to have mode 600.
    """
    run = " ".join(_systemd_word(word) for word in command)
    environment = f"Environment={_systemd_word(f'{CONTACT}={contact}')}\n" if contact else ""
    service = f"""[Unit]
Description=Check watched articles
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_systemd_text(folder)}
{environment}EnvironmentFile=-%h/.config/articlewatch.env
ExecStart={run}
# 1: something new stands; 3: something could not be checked and is tried again
SuccessExitStatus=1 3
Nice=10
NoNewPrivileges=true
PrivateTmp=true
"""
    timer = f"""[Unit]
Description=Check watched articles every so often

[Timer]
OnCalendar={_calendar(every)}
RandomizedDelaySec={min(every // 10, 300)}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {"articlewatch.service": service, "articlewatch.timer": timer}


def cron_line(every: int, command: list[str], folder: str, contact: str) -> str:
    """Return a line for ``crontab -e``; a per cent sign has a meaning there and is escaped.

    The check is quiet, since cron mails whatever is written; channels tell what is to be told.
    """
    contact = f"{CONTACT}={shlex.quote(contact)} " if contact else ""
    run = f"cd {shlex.quote(folder)} && {contact}{shlex.join([*command, '--quiet'])}"
    escaped = run.replace("%", "\\%")
    return f"{cron_times(every)} {escaped} >/dev/null\n"


def cron_times(every: int) -> str:
    """Return the five fields of cron for an interval that cron can express. Raises ConfigurationError.

    The minute is odd on purpose: at full hours everybody asks.
    """
    if every < HOUR and HOUR % every == 0:
        return f"*/{every // MINUTE} * * * *" if every > MINUTE else "* * * * *"
    if every % HOUR == 0 and every <= DAY and DAY % every == 0:
        hours = every // HOUR
        return "17 * * * *" if hours == 1 else f"17 {f'*/{hours}' if hours < 24 else '5'} * * *"
    if every == 7 * DAY:
        return "17 5 * * 1"
    raise ConfigurationError(
        "this schedule can be every 1, 2, 3, 5, 10, 15, 20, 30 min, 1, 2, 3, 4, 6, 8, 12 h, 1d, 1w"
    )


def github_workflow(every: int, folder: str, contact: str) -> str:
    """Return a workflow that keeps the store in the repository's cache and the feeds in the repository."""
    times = cron_times(max(every, 5 * MINUTE))
    return f"""name: Check watched articles
on:
  schedule:
    - cron: "{times}"
  workflow_dispatch:
concurrency: articlewatch
permissions:
  contents: write
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: articlewatch.sqlite
          key: articlewatch-${{{{ github.run_id }}}}
          restore-keys: articlewatch-
      - run: pip install articlewatch
      # watched.txt in the repository: a title or URL a line; what is on the list already stays as it is
      - run: articlewatch watch import watched.txt
        env:
          {CONTACT}: ${{{{ vars.{CONTACT} || '{contact.replace("'", "''")}' }}}}
      - run: articlewatch check --exit-zero
        env:
          {CONTACT}: ${{{{ vars.{CONTACT} || '{contact.replace("'", "''")}' }}}}
      - run: |
          git config user.name articlewatch
          git config user.email articlewatch@users.noreply.github.com
          git add feeds
          git diff --cached --quiet || git commit -m "What changed in the watched articles"
          git push
"""


def launchd_job(every: int, command: list[str], folder: str, contact: str) -> str:
    """Return a property list for ``~/Library/LaunchAgents``."""
    arguments = "\n".join(f"    <string>{escape(word)}</string>" for word in command)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>articlewatch</string>
  <key>ProgramArguments</key>
  <array>
{arguments}
  </array>
  <key>WorkingDirectory</key>
  <string>{escape(folder)}</string>
  <key>EnvironmentVariables</key>
  <dict>
    <key>{CONTACT}</key>
    <string>{escape(contact)}</string>
  </dict>
  <key>StartInterval</key>
  <integer>{every}</integer>
</dict>
</plist>
"""


def _calendar(every: int) -> str:
    minute, hour, _, _, week = cron_times(every).split()
    hours = hour.replace("*/", "0/")
    minutes = minute.replace("*/", "0/")
    return f"{'Mon ' if week == '1' else ''}*-*-* {hours}:{minutes}:00"


def _systemd_word(word: str) -> str:
    """Return *word* as one word of a unit file, in which quotes, backslashes, dollars and per cents have meanings."""
    text = _systemd_text(word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$"))
    return f'"{text}"' if any(character in text for character in " \t\\\"';") else text


def _systemd_text(text: str) -> str:
    if not text.isprintable():
        raise ConfigurationError(f"{text!r} cannot be written into a unit file")
    return text.replace("%", "%%")


#: the kinds that are one text, by name
TEXTS: dict[str, Callable[[int, list[str], str, str], str]] = {
    "cron": cron_line,
    "github": lambda every, command, folder, contact: github_workflow(every, folder, contact),
    "launchd": launchd_job,
}
