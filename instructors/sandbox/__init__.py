"""Run a student's program where it can harm nobody, and get data back.

In the order in which it happens:

1. A student has two sandboxes at most, without PyTorch and with it. `sandboxes` asks them what a
   program answers, on one network after the other; `ranking` chooses which answer counts.
2. `preparing` writes what such a sandbox shows: what was handed in, and what runs it.
3. `worker_process` starts a process in it. `bubblewrap` says what that sees: a read-only system, an
   empty home and an empty /tmp, no network, no processes but its own, no environment, and of this
   repository what students have anyway, and what runs the cells. `system_calls` says what it may
   ask of the kernel, and `limits` how much it may use.
4. `worker` is that process. It forks for every job, in which `instructors.replay` runs the cells;
   what they tell comes back as lines of JSON, and nothing of it is executed here.
5. Meanwhile `monitor` adds up from outside what the processes of the job take, and what takes too
   long or too much is ended.

Without bubblewrap, if that is asked for, only the limits hold.
"""

from instructors.sandbox.limits import Limits
from instructors.sandbox.sandboxes import Results, Sandboxes
from instructors.sandbox.system_calls import NoSandboxError
from instructors.sandbox.worker_process import Job, MachineError

__all__ = ["Job", "Limits", "MachineError", "NoSandboxError", "Results", "Sandboxes"]
