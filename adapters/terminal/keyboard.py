"""Lines as somebody types them, or as a pipe or a file holds them, without making anything else wait.

A line that ends in \\ goes on in the next one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Thread


async def lines(handle: int = 0) -> AsyncIterator[str]:
    """Until the end of the input, without the line ends."""
    loop, typed = asyncio.get_running_loop(), asyncio.Queue[bytes]()

    def read() -> None:
        # Unbuffered: a thread that waits inside a buffered stream would keep the process from ending.
        with suppress(RuntimeError), open(handle, "rb", buffering=0, closefd=False) as stream:  # noqa: PTH123
            for line in stream:
                loop.call_soon_threadsafe(typed.put_nowait, line)
            loop.call_soon_threadsafe(typed.put_nowait, b"")

    # A file cannot be watched as a pipe can, so a thread waits for all of them alike.
    Thread(target=read, name="keyboard", daemon=True).start()
    begun = ""
    while line := await typed.get():
        begun += line.decode(errors="replace").rstrip("\r\n")
        if begun.endswith("\\"):
            begun = begun[:-1] + "\n"
        else:
            yield begun
            begun = ""
    if begun:
        yield begun
