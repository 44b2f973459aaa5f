"""The command as a process: told in a sentence, and tidily, that it is to end, from its first moment to its last."""

from __future__ import annotations

import signal
import sys
from types import FrameType

INTERRUPTED = 130
ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")  # of which Windows knows the first and the last


def main() -> None:
    """Run the command; ends the process."""
    try:
        for name in ENDING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has its reasons
                signal.signal(number, _end)
        from deck.cli import main as run  # 80 ms, in which a person may already think better of it

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Nothing was written.\n")
        sys.exit(INTERRUPTED)
    finally:
        for name in ("SIGINT", *ENDING):  # all is done: nothing is left that could be interrupted
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, signal.SIG_IGN)


def _end(number: int, frame: FrameType | None) -> None:
    """End as on Ctrl-C, which cleans up on its way out; once is enough."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
