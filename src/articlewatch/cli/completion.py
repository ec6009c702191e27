"""Print the script that makes a shell complete commands, options and file names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_ARTICLEWATCH_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash   eval "$(articlewatch completion bash)"              in ~/.bashrc
    zsh    eval "$(articlewatch completion zsh)"               in ~/.zshrc
    fish   articlewatch completion fish > ~/.config/fish/completions/articlewatch.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, "articlewatch", _VARIABLE).source())
