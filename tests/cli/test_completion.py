"""The completion scripts, and that the program answers them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def run(*args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "articlewatch", *args],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_the_shell_accepts(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"_ARTICLEWATCH_COMPLETE={shell}_complete" in done.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed: the script was printed but not parsed")
    subprocess.run([shell, "-n"], input=done.stdout, text=True, check=True)


def test_the_program_answers_the_script() -> None:
    done = run(_ARTICLEWATCH_COMPLETE="bash_complete", COMP_WORDS="articlewatch completion f", COMP_CWORD="2")
    assert done.stdout.split() == ["plain,fish"]


def test_an_unknown_shell_is_one_line_and_status_2() -> None:
    done = run("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "tcsh" in done.stderr
