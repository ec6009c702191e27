from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from articlewatch.errors import ConfigurationError
from articlewatch.watch.scheduling import cron_line, cron_times, github_workflow, launchd_job, systemd_units

HOUR = 3600
PROGRAM = shutil.which("true") or "/bin/true"
COMMAND = [PROGRAM, "check", "--store", "/home/ann/100% mine/a 'b'.sqlite"]


@pytest.mark.parametrize("every", [60, 900, HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR])
def test_systemd_takes_the_units(every: int, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    units = systemd_units(every, COMMAND, str(tmp_path), "User:Ann Example")
    for name, text in units.items():
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in units)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    calendar = next(line for line in units["articlewatch.timer"].splitlines() if line.startswith("OnCalendar="))
    subprocess.run(["systemd-analyze", "calendar", calendar.partition("=")[2]], check=True, capture_output=True)


def test_systemd_analyze_refuses_a_broken_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    unit = tmp_path / "articlewatch.service"
    unit.write_text("[Service]\nType=oneshot\nExecStart=no/such place\n")
    assert subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, check=False).returncode


def test_a_shell_reads_the_command_of_the_cron_line_back() -> None:
    line = cron_line(6 * HOUR, COMMAND, "/home/ann/100% mine", "ann@wiki.test")
    fields = line.split(None, 5)
    assert fields[:5] == ["17", "*/6", "*", "*", "*"]
    assert fields[5].count("%") == fields[5].count("\\%")  # a bare one would end the command
    words = shlex.split(fields[5].replace("\\%", "%"))
    assert words == [
        "cd",
        "/home/ann/100% mine",
        "&&",
        "ARTICLEWATCH_CONTACT=ann@wiki.test",
        *COMMAND,
        "--quiet",
        ">/dev/null",
    ]


def test_cron_cannot_do_every_interval() -> None:
    assert cron_times(24 * HOUR) == "17 5 * * *" and cron_times(900) == "*/15 * * * *"
    for every in (5 * HOUR, 7 * 60, 48 * HOUR):
        with pytest.raises(ConfigurationError):
            cron_times(every)


def test_the_workflow_is_yaml_that_runs_check() -> None:
    flow = yaml.safe_load(github_workflow(HOUR, "/x", "it's@wiki.test"))
    assert flow[True]["schedule"] == [{"cron": "17 * * * *"}]  # YAML 1.1 takes "on" for true
    steps = flow["jobs"]["check"]["steps"]
    check = next(step for step in steps if "articlewatch check" in step.get("run", ""))
    assert check["env"]["ARTICLEWATCH_CONTACT"] == "${{ vars.ARTICLEWATCH_CONTACT || 'it''s@wiki.test' }}"
    assert flow["concurrency"] == "articlewatch"


def test_the_launchd_job_is_a_property_list() -> None:
    job = plistlib.loads(launchd_job(HOUR, COMMAND, "/Users/ann & co", "ann@wiki.test").encode())
    assert job["ProgramArguments"] == COMMAND and job["StartInterval"] == HOUR
    assert job["WorkingDirectory"] == "/Users/ann & co"
