"""The notebooks validated with the arithmetic of other processors.

OpenBLAS (numpy), MKL and ATen (both PyTorch) choose their code by the processor at hand. The
environment can make them choose the code for another one, as long as this one can run it.
"""

import os

import pytest
from processes import python

from run import THREADS

# What threadpoolctl calls the kernel that was asked for
OPENBLAS = {
    "Prescott": "Katmai",
    "Nehalem": "Nehalem",
    "Sandybridge": "Sandybridge",
    "Haswell": "Haswell",
    "SkylakeX": "SkylakeX",
}
OPENBLAS_IN_FORCE = """
import numpy, threadpoolctl
print(*(pool["architecture"] for pool in threadpoolctl.threadpool_info()
        if pool["internal_api"] == "openblas"))
"""
ATEN_IN_FORCE = "import torch; print(torch.backends.cpu.get_cpu_capability())"
THREADS_IN_FORCE = "import torch; print(torch.get_num_threads())"

pytestmark = pytest.mark.cpus


def started(setting, *arguments):
    # With two threads, unless the setting says otherwise
    usual = os.environ | dict.fromkeys(THREADS, "2")
    return python(*arguments, env=usual | setting)


def in_force(program, setting):
    return started(setting, "-c", program).stdout.strip()


def validate(setting):
    done = started(setting, "-m", "pytest", "-q", "notebooks")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kernel", OPENBLAS)
def test_blas_kernel(kernel):
    setting = {"OPENBLAS_CORETYPE": kernel}
    if in_force(OPENBLAS_IN_FORCE, setting) != OPENBLAS[kernel]:
        pytest.skip(f"this processor cannot run OpenBLAS's code for {kernel}")
    validate(setting)


@pytest.mark.parametrize(
    ("aten", "mkl"), [("default", "SSE4_2"), ("avx2", "AVX2"), ("avx512", "AVX512")]
)
def test_torch_instructions(aten, mkl):
    setting = {"ATEN_CPU_CAPABILITY": aten, "MKL_ENABLE_INSTRUCTIONS": mkl}
    if in_force(ATEN_IN_FORCE, setting) != aten.upper():
        pytest.skip(f"this processor cannot run ATen's code for {aten}")
    validate(setting)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_threads(threads):
    setting = dict.fromkeys(THREADS, threads)
    assert in_force(THREADS_IN_FORCE, setting) == threads
    validate(setting)
