#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, when it builds the autograder's image.
set -euo pipefail
folder="${AUTOGRADER:-/autograder}"
export DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install -y bubblewrap
# The newest Python that the exercises take and this Ubuntu has
for version in 3.13 3.12 3.11; do
    if apt-get install -y "python$version-venv"; then break; fi
done
"python$version" -m venv "$folder/venv"

# The build for CPUs first: the other one brings gigabytes for graphics cards
torch="$(grep '^torch==' "$folder/source/requirements.txt")"
"$folder/venv/bin/pip" install --index-url https://download.pytorch.org/whl/cpu "$torch"
"$folder/venv/bin/pip" install -r "$folder/source/requirements-instructors.txt"
