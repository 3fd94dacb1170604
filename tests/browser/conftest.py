"""A browser and Jupyter servers, both on this machine only."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from playwright.sync_api import expect, sync_playwright

import run

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60  # a busy machine takes long to start a kernel
ARTIFACTS = run.ROOT / "dist" / "browser"
# Without these, the browser asks its maker's servers for news
QUIET = [
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--disable-gpu", "--no-first-run"),
]

expect.set_options(timeout=1000 * SECONDS)


def missing(what):
    """Skip the test, or let it fail where everything must be there."""
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser():
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        missing(f"none of these browsers is installed: {', '.join(BROWSERS)}")
    # Root, which containers run as, has no sandbox in Chromium
    arguments = QUIET + ["--no-sandbox"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page so tall that Jupyter, which shows only cells in view, shows all of them."""
    page = browser.new_page(viewport={"width": 1250, "height": 14000})
    page.set_default_timeout(1000 * SECONDS)
    yield page
    page.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project whose notebooks have no outputs: what a page shows was computed."""
    folder = tmp_path_factory.mktemp("project")
    for path in run.ROOT.glob("*.py"):
        shutil.copy(path, folder)
    (folder / "notebooks").mkdir()
    for path in run.NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        for cell in run.code_cells(notebook):
            cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, folder / "notebooks" / path.name)
    return folder


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
        server.wait(timeout=30)


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
