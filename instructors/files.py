"""Write a file whole or not at all."""

import os


def write(path, content):
    """Write a file such that nobody ever finds a part of it, or the old one lost.

    Parameters
    ----------
    path : pathlib.Path
    content : str or bytes
        Text is written in UTF-8 as it is, whatever the line ends of the system are.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    unfinished = path.with_name(f".{os.getpid()}.new")
    unfinished.write_bytes(data)
    unfinished.replace(path)
