"""``python -m articlewatch``."""

from articlewatch.cli.main import run

if __name__ == "__main__":
    run()
