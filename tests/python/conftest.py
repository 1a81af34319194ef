"""What all tests share."""

from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")

# a shell ignores Ctrl-C for what it starts in the background, and so would everything that the tests start
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
