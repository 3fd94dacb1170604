"""A browser, its pages, and a project whose notebooks have no outputs yet."""

import os
import shutil

import nbformat
import pytest
from browsing import BROWSERS, QUIET, SECONDS, missing
from playwright.sync_api import expect, sync_playwright

import run
from instructors import series
from instructors.files import write_all

expect.set_options(timeout=1000 * SECONDS)


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
    project = write_all(tmp_path_factory.mktemp("project"), series.files())
    for path in project.glob("notebooks/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in run.code_cells(notebook):
            cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    return project
