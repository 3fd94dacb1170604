"""What the tests in the browser share: Jupyter servers, on this machine only, and where to look."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
import warnings

import pytest
from playwright.sync_api import Error

import run

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60  # a busy machine takes long to start a kernel
ARTIFACTS = run.ROOT / "dist" / "browser"
# Without these, the browser asks its maker's servers for news
QUIET = [
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--disable-gpu", "--no-first-run"),
]


def missing(what):
    """Skip the test, or let it fail where everything must be there."""
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(what)
    pytest.skip(what)


def photograph(page, path, **options):
    """Store a picture for people to look at; no test depends on whether the browser could take it.

    Chromium refuses a picture now and then, and takes the same one when asked again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(3):
        try:
            return page.screenshot(path=path, **options)
        except Error as error:
            if "Unable to capture screenshot" not in error.message:
                raise
        page.wait_for_timeout(250)
    warnings.warn(f"the browser refused to take {path.name} three times", stacklevel=2)


@contextlib.contextmanager
def jupyter(program, folder, home):
    """Run ``jupyter lab`` or ``notebook`` in a folder, as a new user, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    write_settings(home / "config")
    arguments = ["--allow-root", "--no-browser", f"--port={port}", "--IdentityProvider.token="]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", program, *arguments],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"{address}/api/status", server, home / "log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def write_settings(config):
    """Decline the question that Jupyter asks a new user, for news from the network."""
    file = "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    (config / file).parent.mkdir(parents=True)
    (config / file).write_text('{"checkForUpdates": false, "fetchNews": "false"}')


def wait_for(address, server, log):
    end = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(address):
            return
        time.sleep(0.1)
    pytest.fail(f"Jupyter did not start:\n{log.read_text()}")
