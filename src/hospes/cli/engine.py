"""The pairing engine's compiled parts, made and loaded while nobody waits for them."""

import os
import signal
import threading


def compile_aside() -> int | None:
    """After an upgrade the engine's kernels are compiled anew, in some twenty seconds of a processor: in a process of
    its own, so that the start does not wait. Called while this process has one thread only. Gives the number of that
    process; None where nothing is left to compile."""
    from hospes.pairing.looking import is_compiled, make_ready

    if is_compiled():
        return None
    if child := os.fork():
        return child
    # Ctrl-C ends it in the middle of a compiler that does not listen.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    try:
        os.nice(10)
        make_ready()
    finally:
        # Nothing of the parent is closed or cleared away here.
        os._exit(0)


def load_aside() -> None:
    """What was compiled is read into this process beside its work: about half a second for whoever would come first."""
    from hospes.pairing.looking import is_compiled, make_ready

    if is_compiled():
        threading.Thread(target=make_ready, name="engine", daemon=True).start()
