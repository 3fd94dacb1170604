"""Let nbval start its kernels as ``run.py`` does, which takes an eighth less time."""

import os
from functools import partial

from nbval import kernel

kernel.start_new_kernel = partial(
    kernel.start_new_kernel,
    extra_arguments=['--IPKernelApp.exec_lines=__import__("gc").disable()'],
    env=dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    | os.environ,
)
