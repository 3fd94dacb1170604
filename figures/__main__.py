"""Write ``net.svg.png``, the picture of the network: ``python -m figures``."""

from pathlib import Path

import utils
from figures import network

if __name__ == "__main__":
    path = Path(__file__).resolve().parents[1] / "net.svg.png"
    network(*utils.getparams()).savefig(path)
    print(f"wrote {path.name}")
