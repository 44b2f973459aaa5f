"""The command as a process: told in a sentence, and tidily, that it is to end, from its first moment to its last."""

from __future__ import annotations

import sys

from deck.ending import end_no_more, end_on_signals


def main() -> None:
    """Run the command; ends the process."""
    try:
        end_on_signals()
        from deck.cli import main as run  # 80 ms, in which a person may already think better of it

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Nothing was written.\n")
        sys.exit(130)
    finally:
        end_no_more()


if __name__ == "__main__":
    main()
