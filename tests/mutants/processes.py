# SPDX-License-Identifier: BSD-2-Clause
"""Compilers and test programs, which end when the run is stopped. They do not
receive the signal that stops it: one that a signal ends would count as a test
that has failed."""
import contextlib
import os
import signal
import subprocess
import threading

_lock, _running, _stopped = threading.Lock(), set(), threading.Event()


class Stopped(Exception):
    """The run has been stopped; what a process returned says nothing."""


@contextlib.contextmanager
def started(command, **settings):
    """The process, in a session of its own, which ends with the block."""
    with _lock:
        if _stopped.is_set():
            raise Stopped
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                 start_new_session=True, **settings)
        _running.add(child)
    try:
        yield child
    finally:
        with _lock:
            _running.discard(child)
        _kill(child)
        child.wait()
    if _stopped.is_set():
        raise Stopped


def _kill(child):
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def stop():
    """Ends all processes. No other can be started after that."""
    with _lock:
        _stopped.set()
        for child in _running:
            _kill(child)


def succeeds(command):
    """Whether a command, whose output is not shown, ends with status 0."""
    with started(command, stdout=subprocess.DEVNULL,
                 stderr=subprocess.DEVNULL) as child:
        return child.wait() == 0
