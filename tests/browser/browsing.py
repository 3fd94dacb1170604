"""What the tests in the browser share: Jupyter servers, on this machine only, and where to look."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from pathlib import Path

import pytest
from playwright.sync_api import Error

import run

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60  # a busy machine takes long to start a kernel
ARTIFACTS = run.ROOT / "dist" / "browser"
AXE = run.ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
WIDTHS = {"desktop": 1250, "phone": 400}
# As pages are looked at: how wide, and in which theme
LOOKS = [(width, theme) for width in WIDTHS for theme in ("light", "dark")]
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
def opened_in(browser, address, name, width, theme="light"):
    """Open and photograph a page; give it, its complaints, and the addresses it asked for."""
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=theme)
    page.set_default_timeout(1000 * SECONDS)
    complaints, requests = [], []
    # Chromium asks each server for the picture of its tab
    page.on(
        "console",
        lambda message: (
            message.location["url"].endswith("/favicon.ico") or complaints.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: requests.append(asked.url[:100]))
    page.goto(address)
    photograph(page, ARTIFACTS / f"{name}.png", full_page=True)
    yield page, complaints, requests
    page.close()


def fits(page):
    """Say whether nothing is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def cut_off(page, selector="pre"):
    """Return by how much the contents of boxes are wider than these."""
    boxes = f"[...document.querySelectorAll('{selector}')]"
    return page.evaluate(f"() => {boxes}.map(box => box.scrollWidth - box.clientWidth)")


def violations(page, *impacts):
    """Return what a checker of accessibility finds: all, or what has one of some impacts."""
    if not AXE.exists():
        missing("axe-core is not installed: npm ci --prefix tests/browser")
    page.evaluate(AXE.read_text(encoding="utf-8"))  # a page may admit no script
    found = page.evaluate("axe.run()")["violations"]
    found = [v for v in found if v["impact"] in impacts or not impacts]
    return [(v["id"], v["nodes"][0]["html"]) for v in found]


@contextlib.contextmanager
def jupyter(program, folder):
    """Run ``jupyter lab`` or ``notebook`` in a folder, as a new user, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    arguments = ["--allow-root", "--no-browser", f"--port={port}", "--IdentityProvider.token="]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name)
        settings = {
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "IPYTHONDIR": str(home / "ipython"),
        }
        write_settings(home / "config")
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
