"""What is in a zip file, for the tests."""

import zipfile


def unzipped(path):
    """Return the files in a zip file, none of which is damaged, as bytes by their paths."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
