"""Reading what strangers sent in a process of its own, with bounds on time and memory.

A decoder of pictures or archives can be made to work for minutes by a small file. Here it works in
a process that holds none of our secrets and is ended by the system once it takes too much, while
the server's own process waits and lives on.
"""

import logging
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 4  # times its seconds a process may take on a busy machine
NO_MEMORY = 3  # how it ends when a piece of memory was refused


class TakesTooMuch(Exception):
    """The work took more time or memory than it was given, or broke its decoder."""


def run_bounded(module: str, content: bytes, *, seconds: int, memory: int) -> bytes:
    """What `module.main(content)` returns, worked out with so much processor time and memory.

    Args:
        module: a dotted path; its function `main` takes bytes and returns bytes.
        seconds: of processor time; by the clock the process has a few times as many.
        memory: bytes of address space, those of Python and of the content among them.

    Raises:
        TakesTooMuch: it was ended.
        RuntimeError: it failed by a fault of its own.
    """
    words = [sys.executable, "-B", "-m", "pages.bounded", module, str(seconds), str(memory)]
    try:
        done = subprocess.run(
            words, input=content, capture_output=True, cwd=ROOT, env={}, timeout=PATIENCE * seconds
        )
    except subprocess.TimeoutExpired:
        logger.warning("%s took more than %s s of a content.", module, PATIENCE * seconds)
        raise TakesTooMuch from None
    if done.returncode == NO_MEMORY or done.returncode < 0:
        logger.warning("%s took too much of a content (ended by %s).", module, done.returncode)
        raise TakesTooMuch
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


def _bind(seconds: int, memory: int) -> None:
    """Give this process so much and no more, no file to write, and no dump of its memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":  # macOS knows this limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _bind(int(sys.argv[2]), int(sys.argv[3]))
    try:
        sys.stdout.buffer.write(import_module(sys.argv[1]).main(sys.stdin.buffer.read()))
    except MemoryError:
        sys.exit(NO_MEMORY)
