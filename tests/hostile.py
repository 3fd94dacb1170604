"""Submissions that a judge must survive: programs, files and zip files."""

import io
import stat
import textwrap
import zipfile

from corpus.filling import of_cells

import run
from checks import exercises
from instructors import sandbox
from instructors.files import zipped

EXERCISES = tuple(exercise.name for exercise in exercises.EXERCISES)
RIGHT = (run.ROOT / "solution.py").read_text(encoding="utf-8")
# For what has nothing to do with the program: it is graded without importing PyTorch
FIRST = "\n\n\n".join(RIGHT.split("\n\n\n")[:2])


def instead(body, function="exercise1(W, B, A, Y, T)", program=RIGHT):
    """The right answers, but one function is replaced; it may call the right ones."""
    body = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f"{program}\n\nright1, right2 = exercise1, exercise2\n\n\ndef {function}:\n{body}\n"


def first(body, said="", points=0):
    """A row of `PROGRAMS`: another exercise 1, what the feedback says of it, and what it earns."""
    return instead(body), (points, 10, 10), said


def second(body, said):
    """A row of `PROGRAMS`: another exercise 2, which earns nothing."""
    return instead(body, "exercise2(W, B, X, T)"), (10, 0, 10), said


def third(body, said, points=0):
    """A row of `PROGRAMS`: another exercise 3."""
    return instead(body, "exercise3(net)"), (10, 10, points), said


def replaced(program):
    """The exercises that a program answers twice: those that it gets wrong, if any."""
    text = program if isinstance(program, str) else program.decode("utf-8", "replace")
    return tuple(name for name in EXERCISES if text.count(f"\ndef {name}(") == 2)


def before(*codes):
    """The right answers, after some code of the student's."""
    code = "\n".join(codes)
    return RIGHT.replace("import numpy\n", f"import numpy\n{code}\n", 1)


# The gradient of exercise 2 without PyTorch, by the student's own answer to exercise 1
BY_HAND = """
import torch
P, A = [*W, *B], [X.detach().numpy()]
w, b = [p.detach().numpy() for p in W], [p.detach().numpy() for p in B]
for layer in range(len(w) - 1): A.append(numpy.maximum(0, A[-1] @ w[layer] + b[layer]))
Y = A[-1] @ w[-1] + b[-1]
G = sum(map(list, right1(w, b, A, Y, T.numpy())), [])
err = torch.tensor(((Y - T.numpy()) ** 2).mean())
"""

# Exercise 1 with the PyTorch of exercise 2
DIFFERENTIATED = """
import torch
W, B = ([torch.tensor(p, requires_grad=True) for p in ps] for ps in (W, B))
right2(W, B, torch.tensor(A[0]), torch.tensor(T)).backward()
return [w.grad.numpy() for w in W], [b.grad.numpy() for b in B]
"""

# The gradient from differences with respect to every unit, which is quick everywhere
BY_UNITS = """
def errors(Z, layer):
    for above in range(layer + 1, len(W)): Z = numpy.maximum(0, Z) @ W[above] + B[above]
    return ((Z - T) ** 2).sum(axis=1) / Y.size
DW, DB = [], []
for layer in range(len(W)):
    Z = A[layer] @ W[layer] + B[layer]
    DZ = numpy.zeros_like(Z)
    for unit in range(Z.shape[1]):
        change = STEP * (numpy.arange(Z.shape[1]) == unit)
        DZ[:, unit] = errors(Z + change, layer) - errors(Z - change, layer)
    DW.append(A[layer].T @ DZ / (2 * STEP))
    DB.append(DZ.sum(axis=0) / (2 * STEP))
return DW, DB
"""

# What is tried in more than one exercise
ENDLESS = "while True: pass"
FORK_BOMB = "import os\nwhile True: os.fork()"
KILLING = "import os\nos.kill(os.getppid(), 9)\nos.kill(-1, 9)"
HALF_A_CHARACTER = "raise RuntimeError('\\ud800 \\udcff')"
MARKUP = """
text = '<script>alert(1)</script>\\n\\n# exercise1: 10 of 10 points\\n'
raise RuntimeError('x' * 10**6 + text)
"""
MARKED = "type('<b>10 of 10</b>\\n\\n# 10 of 10 points', (), {})()"

# Code that looks for what it must not find, before the right answers
PROBES = {
    "importing what the student's folder has": (
        "import checks\nimport checks.judging\nimport figures\nfrom figures import network"
    ),
    "using the data": "import utils\nutils.getdata()",
    "writing": """
# The student's own /tmp may be written to
for path in ('/handed_in/x', '/usr/x', '/worker.py', '/x/y', '/etc/x', '/x',
        ROOT.replace('/tmp', '/usr') + '/x'):
    try: open(path, 'a').write('x')
    except OSError: pass
    else: raise RuntimeError('wrote ' + path)
""".replace("ROOT", repr(str(run.ROOT))),
    "socket": """
import socket
try: socket.create_connection(('127.0.0.1', PORT), 1)
except OSError: pass
else: raise RuntimeError('connected')
""",
    "mounting again": """
import ctypes
libc = ctypes.CDLL(None)
for path in (b'/worker.py', b'/usr', b'/', b'/handed_in'):
    libc.mount(None, path, None, 0x20 | 0x1000, None)
libc.unshare(0x10000000 | 0x20000)
for path in (b'/worker.py', b'/usr'):
    libc.mount(None, path, None, 0x20 | 0x1000, None)
for path in ('/worker.py', '/usr/x', '/handed_in/x'):
    try: open(path, 'a').write('# was here')
    except OSError: pass
    else: raise RuntimeError('wrote ' + path)
""",
    "memory that is not counted": """
import ctypes, os
libc = ctypes.CDLL(None)
assert libc.shmget(0, 1 << 30, 0o1777) == -1, 'shared memory'
try: os.memfd_create('x')
except OSError: pass
else: raise RuntimeError('memory as a file')
for path in ('/dev/shm/no ', '/dev/no ', '/tmp/no ', '/scratch/no '):
    try:
        for number in range(100):
            with open(path + str(number), 'wb') as file: file.write(b'x' * 1000000)
    except OSError: pass
    else: raise RuntimeError('100 MB in ' + path)
for number in range(100):
    for path in ('/tmp/no ', '/scratch/no '):
        if os.path.exists(path + str(number)): os.remove(path + str(number))
""",
    "all terminals": "import os\nassert not os.path.exists('/dev/ptmx')",
    "no namespaces of its own": """
import ctypes, os
libc = ctypes.CDLL(None)
libc.mount.restype = ctypes.c_int
# Users, mounts, processes, networks, names, messages, groups
for flag in (1 << 28, 1 << 17, 1 << 29, 1 << 30, 1 << 26, 1 << 27, 1 << 25):
    assert libc.unshare(flag) == -1, hex(flag)
    pid = libc.syscall(56, flag | 17, 0, 0, 0, 0)
    if pid == 0: os._exit(0)
    assert pid == -1, hex(flag)
header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert libc.capget(header, data) == 0 and not any(data), 'capabilities'
assert not any(libc.prctl(23, number, 0, 0, 0) == 1 for number in range(41))
""",
    "sockets of other kinds": """
import socket
# All but AF_UNIX, such as INET 2, INET6 10, NETLINK 16, PACKET 17, ALG 38, VSOCK 40
for family in range(2, 50):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, 5):
        try: socket.socket(family, kind)
        except OSError: pass
        else: raise RuntimeError(f'opened {family}')
from socket import AF_UNIX, socketpair
socketpair(AF_UNIX)
""",
    "looking around": """
import os, socket
assert socket.gethostname() == 'sandbox', socket.gethostname()
assert os.getuid() != 0
assert not os.path.exists('/proc/mounts') and not os.path.exists('/proc/1')
assert not os.path.exists('/etc/passwd')
""",
    "looking for the unseen networks": """
import gc, sys
frame, seen = sys._getframe(), 0
while frame:
    job = frame.f_locals.get('job')
    seen = max(seen, len(job['tasks']) if job else 0)
    frame = frame.f_back
assert seen in (1, 4), seen
dicts = [o for o in gc.get_objects() if isinstance(o, dict)]
tasks = [o for o in dicts if set('WBXT') <= set(o)]
assert len(tasks) <= seen, len(tasks)
""",
    "what another job has left": """
import ctypes, os, time
for pid in range(1, 1000):
    try: os.kill(pid, 0)
    except ProcessLookupError: continue
    assert pid in (1, os.getppid(), os.getpid()), f'found process {pid}'
libc = ctypes.CDLL(None)
assert libc.mq_open(b'/left', os.O_CREAT | os.O_RDWR, 0o600, None) == -1, 'a queue'
for path in ('/tmp', '/scratch', '/home/student', '/dev/shm'):
    found = {'left', 'a' * 50, 'b'} & {*os.listdir(path)}
    assert not found, f'found {found} in {path}'
    os.utime(path, (4711, 4711))
    os.chmod(path, 0)
    found = os.stat(path)
    assert found.st_mode & 0o777 and found.st_mtime != 4711, f'changed {found}'
    assert os.listxattr(path) == [], 'found an attribute'
    try: os.setxattr(path, 'user.left', b'x')
    except OSError: pass
    open(path + '/left', 'w').close()
    # Deeper than a path can be long, and what nobody may enter
    os.chdir(path)
    for _ in range(300):
        os.mkdir('a' * 50)
        os.chdir('a' * 50)
    open('left', 'w').close()
    os.chdir('/')
    os.makedirs(path + '/b/c')
    open(path + '/b/c/left', 'w').close()
    os.mkdir(path + '/b/d', 0)
if os.fork() == 0:
    time.sleep(60)
    os._exit(0)
""",
    "reaching its parent": """
import ctypes, os, resource
libc, parent = ctypes.CDLL(None, use_errno=True), os.getppid()
# Nobody may look into the parent, even without the filter; its children inherit that
assert libc.prctl(3, 0, 0, 0, 0) == 0
# pidfd_open, pidfd_getfd, process_vm_readv and writev, ptrace, kcmp, process_madvise
for number in (434, 438, 310, 311, 101, 312, 440):
    assert libc.syscall(number, parent, 0, 0, 0, 0, 0) == -1, number
assert libc.ptrace(16, parent, 0, 0) == -1 and libc.ptrace(0x4206, parent, 0, 0) == -1
for pid in (parent, 1):
    try: resource.prlimit(pid, resource.RLIMIT_NOFILE, (8, 8))
    except OSError: pass
    else: raise RuntimeError('a limit of another process')
    try: resource.prlimit(pid, resource.RLIMIT_NOFILE)
    except OSError: pass
    else: raise RuntimeError('the limits of another process')
assert resource.prlimit(0, resource.RLIMIT_CORE) == (0, 0)
""",
    "what belongs to the machine": """
import os
for folder in ('/dev', '/', '/etc', '/usr', '/submission', '/runner'):
    for path in [folder, *(f'{folder}/{name}' for name in os.listdir(folder))]:
        if path in ('/dev/shm', '//tmp', '//scratch'): continue
        try: before = os.stat(path)
        except OSError: continue
        # Each leaves the mode as it is, should it be possible
        for change in (
            lambda: os.chmod(path, before.st_mode & 0o7777),
            lambda: os.utime(path, (1, 1)),
            lambda: os.chown(path, -1, -1),
            lambda: os.setxattr(path, 'user.x', b'x'),
        ):
            try: change()
            except OSError: pass
        now = os.stat(path)
        assert (now.st_mtime, now.st_ctime) == (before.st_mtime, before.st_ctime), path
open('/dev/null', 'w').write('x')
assert open('/dev/zero', 'rb').read(3) == bytes(3) and len(os.urandom(3)) == 3
""",
    "what no exercise needs": """
import ctypes, mmap, os, signal
libc = ctypes.CDLL(None, use_errno=True)
# io_uring_setup, bpf, perf_event_open, userfaultfd, keyctl, add_key, personality, setns,
# fanotify_init, io_setup, memfd_secret, name_to_handle_at, mount_setattr, setsid, clone3
for number in (425, 321, 298, 323, 250, 248, 135, 308, 300, 206, 447, 303, 442, 112,
    435):
    assert libc.syscall(number, 1, 0, 0, 0, 0, 0) == -1, number
for flags in (0x21, 0x23):
    try: mmap.mmap(-1, 4096, flags=flags)
    except OSError: pass
    else: raise RuntimeError('memory of nobody')
mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
# A number of which the kernel reads a half: SIGCHLD
assert libc.syscall(ctypes.c_long(13), ctypes.c_long(17 + (1 << 32)),
    ctypes.create_string_buffer(32), None, ctypes.c_long(8)) == -1, 'half a number'
""",
    "environment": "import os\nassert 'SECRET_OF_THE_JUDGE' not in os.environ, 'found a secret'",
    "reading the model answer": """
import os, sys
for path in (ROOT, '/work', '/root', '/home'):
    for folder, _, files in os.walk(path):
        if '.venv' in folder or 'python' in folder or 'lib' in folder: continue
        for file in files:
            if file.endswith(('solution.py', 'scoring.py', 'seed.txt', '.json')):
                raise RuntimeError('found ' + folder + file)
""".replace("ROOT", repr(str(run.ROOT))),
}

# Program, points of the three exercises, and what the feedback of a wrong one says
PROGRAMS = {
    "right": (RIGHT, (10, 10, 10), ""),
    **{name: (before(code), (10, 10, 10), "") for name, code in PROBES.items()},
    "nothing done": (
        'def exercise1(*a):\n    raise NotImplementedError("exercise1: write it")\n',
        (0, 0, 0),
        "Not done. `exercise1: write it`",
    ),
    "factor 2": first(
        """
            DW, DB = right1(W, B, A, Y, T)
            return [dw / 2 for dw in DW], [db / 2 for db in DB]
        """,
        "half as large",
        points=7,
    ),
    "no mask below": first(
        """
DZ = [2 * (Y - T) / Y.size]
for layer in range(len(W) - 1, 0, -1):
    mask = A[layer] > 0 if layer == len(W) - 1 else 1
    DZ.insert(0, DZ[0].dot(W[layer].T) * mask)
return [a.T.dot(dz) for a, dz in zip(A, DZ)], [dz.sum(axis=0) for dz in DZ]
""",
        "wrong from",
        points=5,
    ),
    "endless loop": first(ENDLESS, "longer than"),
    "ignoring signals": first(
        """
import signal
for number in range(1, 64):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
""",
        "longer than",
    ),
    "sleeping": first("import time\ntime.sleep(1000)", "longer than"),
    "os._exit": first("import os\nos._exit(0)", "before it gave an answer"),
    "sys.exit": first("raise SystemExit(0)", "SystemExit"),
    "endless print": third("while True: print('x' * 10000)", "printed more than 10000 characters"),
    "100 GB at once": first("return bytearray(10**11)", "MemoryError"),
    "100 GB bit by bit": first("x = []\nwhile True: x.append(b'x' * 10**8)", "MemoryError"),
    "fork bomb": first(FORK_BOMB, "ended"),
    "threads": first("""
import threading, time
while True: threading.Thread(target=time.sleep, args=(100,)).start()
"""),
    "crash": first("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    "recursion": first("return exercise1(W, B, A, Y, T)", "RecursionError"),
    "crash at import": (
        before("import os\n\n\nclass Crash:\n    os.kill(os.getpid(), 9)\n"),
        (0, 0, 0),
        "SIGKILL",
    ),
    "killing its parent": first(KILLING, "ended"),
    "harmful in all exercises": (
        instead(
            KILLING,
            "exercise3(net)",
            instead(FORK_BOMB, "exercise2(W, B, X, T)", instead(ENDLESS)),
        ),
        (0, 0, 0),
        "longer than",
    ),
    "syntax error": (RIGHT + "\ndef f(:\n", (0, 0, 0), "SyntaxError"),
    "NUL bytes": (RIGHT + "\0", (0, 0, 0), "null bytes"),
    "not UTF-8": (RIGHT.encode() + b'\nx = "\xff"\n', (0, 0, 0), "utf-8"),
    "empty": ("", (0, 0, 0), "The file is empty"),
    "replaced builtins": (
        before(
            "import builtins\n"
            "builtins.isinstance = lambda *a: True\n"
            "builtins.print = builtins.len = lambda *a, **k: 4\n"
            "builtins.float = lambda x: 1.5422822\n"
        ),
        None,
        "",
    ),
    "patched numpy": (
        before("numpy.array = numpy.allclose = numpy.asarray = lambda *a, **k: True"),
        None,
        "",
    ),
    "borrowing the catalogue": (before("import mistakes"), (10, 10, 10), ""),  # nothing uses it
    "borrowing the checks": first(
        """
import checks.networks
network = checks.networks.network_of(W, B, A[0], T)
right = checks.networks.gradient(checks.networks.linearised(network))
return [right["W", l] for l in range(4)], [right["B", l] for l in range(4)]
""",
        "should hold numbers",
    ),
    "filling the disk": first(
        """
for number in range(1000):
    with open(f'/scratch/{number}', 'wb') as file: file.write(b'x' * 1000000)
""",
        "No space left",
    ),
    "filling whatever it can": first(
        """
total = 0
for folder in ("/tmp", "/home/student", "/scratch", "/submission", "/dev/shm", "/dev", "/"):
    for number in range(10):
        try:
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                for _ in range(16): total += file.write(b"x" * 1048576)
        except OSError: pass
raise RuntimeError(f"wrote {total / 2**20:.0f} MB")
""",
        "wrote 32 MB",
    ),
    "lying about equality": first(
        """
class Liar(numpy.ndarray):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __abs__(self): return 0
return [w.view(Liar) for w in W], [b.view(Liar) for b in B]
""",
        "parameter itself",
    ),
    "pickle with code": first(
        """
class Evil:
    def __reduce__(self): return (exec, ("raise SystemExit",))
return [Evil()] * len(W), numpy.array([Evil()] * len(W), dtype=object)
""",
        "should hold numbers",
    ),
    "wrong shapes": first("return [w.T for w in W], [b[:, None] for b in B]"),
    "gigabytes": first("return [numpy.zeros((20000, 20000))] * 4, B"),
    "own inputs": first("W[0][:] = 7\nreturn W, B"),
    "nan": first("return [w * numpy.nan for w in W], B", "NaN"),
    "deep lists": first("x = []\nfor _ in range(10000): x = [x]\nreturn x, x"),
    "huge integers": first("return [10**400] * 4, [10**5000] * 4"),
    "printed constant": third("print(1.5422822)", "wrong from printed on"),
    "stored gradient": (
        before("import utils").replace("def exercise1(", "def real1(", 1)
        + """

W, B = utils.getparams()
X, T = utils.getdata()
A = [X]
for w, b in zip(W[:-1], B[:-1]): A.append(numpy.maximum(0, A[-1] @ w + b))
STORED = real1(W, B, A, A[-1] @ W[-1] + B[-1], T)


def exercise1(W, B, A, Y, T):
    return STORED
""",
        (0, 10, 10),
        "wrong from",
    ),
    "sizes of the exercises": first(
        """
DW, DB = right1(W, B, A, Y, T)
factor = len(Y) / 16
return [dw * factor for dw in DW], [db * factor for db in DB]
""",
        "from its arguments, the sizes as well?",
        points=7.5,
    ),
    "detached error": second(
        "return right2(W, B, X, T).detach()", "does not know how it was computed"
    ),
    "error of another kind": second("return ((X - X) ** 2).sum(axis=1)", "single number"),
    # Fair to honest work
    "four names for four layers": first(
        """
W0, W1, W2, W3 = W
X, A1, A2, A3 = A
d3 = 2 * (Y - T) / len(Y)
d2 = d3 @ W3.T * (A3 > 0)
d1 = d2 @ W2.T * (A2 > 0)
d0 = d1 @ W1.T * (A1 > 0)
return [X.T @ d0, A1.T @ d1, A2.T @ d2, A3.T @ d3], [d.sum(axis=0) for d in (d0, d1, d2, d3)]
""",
        points=10,
    ),
    "nested lists": first(
        """
DW, DB = right1(W, B, A, Y, T)
return [dw.tolist() for dw in DW], [db.tolist() for db in DB]
""",
        points=10,
    ),
    "objects and long doubles": first(
        """
DW, DB = right1(W, B, A, Y, T)
return [dw.astype(object) for dw in DW], [db.astype(numpy.longdouble) for db in DB]
""",
        points=10,
    ),
    "float32": first(
        """
def single(arrays): return [a.astype(numpy.float32) for a in arrays]
Y, T = single([Y, T])
return right1(single(W), single(B), single(A), Y, T)
""",
        points=10,
    ),
    "talking": (
        before(
            "import logging, sys, warnings\n"
            "print('hello')\n"
            "print('hello', file=sys.stderr)\n"
            "warnings.warn('look out')\n"
            "logging.error('look out')\n"
        )
        + "\n\nquiet2 = exercise2\n\n\ndef exercise2(*a):\n"
        "    print('hello')\n    return quiet2(*a)\n"
        "\n\nquiet3 = exercise3\n\n\ndef exercise3(net):\n"
        "    logging.error('look out')\n    print('to you', file=sys.stderr)\n    quiet3(net)\n",
        (10, 10, 10),
        "",
    ),
    "what libraries do": (
        before(
            """
import asyncio, multiprocessing, os, shutil, sqlite3, subprocess, tempfile, threading
with multiprocessing.get_context("fork").Pool(2) as pool: assert pool.map(abs, [-1]) == [1]
assert subprocess.run(["echo", "x"], capture_output=True).stdout == b"x\\n"
assert os.system("true") == 0
os.nice(1)
async def echo():
    started = await asyncio.create_subprocess_exec("echo", "x", stdout=subprocess.PIPE)
    return await started.communicate()
assert asyncio.run(echo()) == (b"x\\n", None)
with tempfile.TemporaryDirectory() as folder:
    numpy.save(f"{folder}/a.npy", numpy.ones(3))
    shutil.copy2(f"{folder}/a.npy", f"{folder}/b.npy")
    assert numpy.load(f"{folder}/b.npy", mmap_mode="r").sum() == 3
    with sqlite3.connect(f"{folder}/x.db") as base: base.execute("create table t (x)")
thread = threading.Thread(target=numpy.linalg.svd, args=(numpy.ones((50, 50)),))
thread.start()
thread.join()
"""
        ),
        (10, 10, 10),
        "",
    ),
    "a signed number": third(
        "print(net[0].weight.grad[0, 0].item())", "the magnitude is asked for", points=8.5
    ),
    "a module of PyTorch at the top": (
        before(
            "import torch\nimport torch.nn.functional as F\nfrom torch import nn, optim\n"
            "torch.manual_seed(0)\ntorch.set_default_dtype(torch.float32)\n"
            "class Net(nn.Module):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.layer = nn.Linear(4, 6)\n"
            "    @torch.no_grad()\n"
            "    def forward(self, x):\n"
            "        return F.relu(self.layer(x))\n"
            "tried = Net()(torch.ones(1, 4)) * 2 + 1\n"
        ),
        (10, 10, 10),
        "",
    ),
    # Exercise 1 asks for a backward pass
    "PyTorch in exercise 1": first(DIFFERENTIATED, "without automatic differentiation"),
    "the real PyTorch in exercise 1": first(
        """
import importlib, sys
for name in [name for name in sys.modules if name.startswith('torch')]: del sys.modules[name]
sys.path = [path for path in sys.path if 'stubs' not in path and 'hidden' not in path]
sys.meta_path = [finder for finder in sys.meta_path if isinstance(finder, type)]
"""
        + DIFFERENTIATED
    ),
    "PyTorch from elsewhere": first(
        """
import os, sys
names = {'torch', 'functorch', 'sympy', 'jax', 'tensorflow', 'autograd', 'casadi'}
for root in ('/usr', '/opt', '/lib', sys.prefix, sys.base_prefix):
    for folder, folders, files in os.walk(root):
        found = [n for n in folders if n in names and os.listdir(os.path.join(folder, n))]
        if folder.endswith('-packages') and found: raise RuntimeError(f'{found} in {folder}')
        if folder.endswith('-packages') or folder.count('/') > root.count('/') + 4: folders.clear()
return right1(W, B, A, Y, T)
""",
        points=10,
    ),
    "differences": first(
        """
def error():
    a = A[0]
    for w, b in zip(W[:-1], B[:-1]): a = numpy.maximum(0, a @ w + b)
    return ((a @ W[-1] + B[-1] - T) ** 2).mean()
def slopes(p):
    slope = numpy.zeros_like(p)
    for i in numpy.ndindex(p.shape):
        value = p[i]
        p[i] = value + 2**-12
        up = error()
        p[i] = value - 2**-12
        slope[i] = (up - error()) * 2**11
        p[i] = value
    return slope
return [slopes(w) for w in W], [slopes(b) for b in B]
""",
        "longer than",
        points=8.5,
    ),
    "a complex step": first(
        """
def error(W, B):
    a = A[0]
    for w, b in zip(W[:-1], B[:-1]):
        z = a @ w + b
        a = z * (z.real > 0)
    return ((a @ W[-1] + B[-1] - T) ** 2).mean()
W, B = [w.astype(complex) for w in W], [b.astype(complex) for b in B]
def slopes(p):
    slope = numpy.zeros(p.shape)
    for i in numpy.ndindex(p.shape):
        p[i] += 1e-30j
        slope[i] = error(W, B).imag / 1e-30
        p[i] = p[i].real
    return slope
return [slopes(w) for w in W], [slopes(b) for b in B]
""",
        "longer than",
        points=8.5,
    ),
    "the method of the checks": (
        before((run.ROOT / "checks" / "networks.py").read_text(encoding="utf-8"))
        + """

def exercise1(W, B, A, Y, T):
    right = gradient(linearised(network_of(W, B, A[0], T)))
    return [right["W", l] for l in range(len(W))], [right["B", l] for l in range(len(W))]
""",
        (8.5, 10, 10),
        "with 4 samples: stopped by an error",
    ),
    "differences with respect to every unit": first(
        BY_UNITS.replace("STEP", "2.0**-16"),
        "with 4 samples: wrong from DW[0] on",
        points=8.5,
    ),
    "one large number on the large network": first(
        """
if len(W[0]) == 128: return [numpy.full(w.shape, 1e200) for w in W], [b + 1e200 for b in B]
return right1(W, B, A, Y, T)
""",
        "with 4 samples: wrong from DW[3] on",
        points=8.5,
    ),
    "nothing on the large network, and on another": first(
        "return None if len(W[0]) in (2, 128) else right1(W, B, A, Y, T)",
        "right on 4 of 6 networks",
        points=7.5,
    ),
    # Honest, and slow
    "whole Jacobians": first(
        """
D, DW, DB = 2 * (Y - T) / Y.size, [None] * len(W), [None] * len(W)
for l in range(len(W) - 1, -1, -1):
    inputs, units = W[l].shape
    J = numpy.zeros((len(T), units, inputs, units))
    for k in range(units): J[:, k, :, k] = A[l]
    DW[l] = numpy.einsum("nk,nkij->ij", D, J)
    DB[l] = numpy.einsum("nk,kj->j", D, numpy.eye(units))
    D = numpy.einsum("nk,nki->ni", D, numpy.einsum("ij,ni->nji", W[l], (A[l] > 0) * 1.0))
return DW, DB
""",
        points=10,
    ),
    "numbers that know where they come from": first(
        """
class Number:
    __slots__ = ("value", "slope", "sources")
    def __init__(self, value, sources=()):
        self.value, self.slope, self.sources = value, 0.0, sources
def linear(terms, bias):
    sources = [(bias, 1.0)]
    value = bias.value
    for a, w in terms:
        value += a.value * w.value
        sources += [(a, w.value), (w, a.value)]
    return Number(value, sources)
P = [[[Number(v) for v in row] for row in w] for w in W]
Q = [[Number(v) for v in b] for b in B]
for x, t in zip(A[0], T):
    order, a = [], [Number(v) for v in x]
    for l in range(len(W)):
        z = [linear([(a[i], P[l][i][j]) for i in range(len(a))], Q[l][j]) for j in range(len(Q[l]))]
        order += z
        if l < len(W) - 1:
            a = [Number(max(0, n.value), [(n, float(n.value > 0))]) for n in z]
            order += a
    for n, target in zip(z, t): n.slope = 2 * (n.value - target) / Y.size
    for n in reversed(order):
        for source, factor in n.sources: source.slope += factor * n.slope
return ([numpy.array([[n.slope for n in row] for row in p]) for p in P],
        [numpy.array([n.slope for n in q]) for q in Q])
""",
        points=10,
    ),
    # Exercise 2 asks for a forward pass
    "gradients put in by hand": second(
        BY_HAND + "for p, g in zip(P, G): p.grad = torch.tensor(g)\nreturn err.requires_grad_()",
        "does not know how it was computed",
    ),
    "a function of one's own": second(
        """
import torch
class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, *parameters):
        with torch.enable_grad():
            p = [q.detach().requires_grad_() for q in parameters]
            err = right2(p[:4], p[4:], X, T)
            ctx.slopes = torch.autograd.grad(err, p)
        return err.detach()
    @staticmethod
    def backward(ctx, out):
        return tuple(out * slope for slope in ctx.slopes)
return Own.apply(*W, *B)
""",
        "are not those of the network",
    ),
    "a graph that leads nowhere": second(
        BY_HAND + "for p, g in zip(P, G): p.grad = torch.tensor(g)\n"
        "return err + sum((p * 0).sum() for p in P)",
        "are not those of the network",
    ),
    "a graph of the gradient": second(
        BY_HAND + "s = sum((p * torch.tensor(g)).sum() for p, g in zip(P, G))\n"
        "return err + s - s.detach()",
        "are not those of the network",
    ),
    "another backward": second(
        BY_HAND + "def backward(self, *a, **k):\n"
        "    for p, g in zip(P, G): p.grad = torch.tensor(g)\n"
        "torch.Tensor.backward = backward\n"
        "return err + sum((p * 0).sum() for p in P)",
        "changed the program that calls it",
    ),
    "another caller": second(
        BY_HAND + "import sys\n"
        "frame = sys._getframe()\n"
        "while frame.f_globals['__name__'] != 'checks.calling': frame = frame.f_back\n"
        "frame.f_globals['graph'] = lambda *a: ''\n"
        "return right2(W, B, X, T)",
        "changed the program that calls it",
    ),
    # Harmful to the machine
    "many files": first("for number in range(10**7): open(f'/tmp/{number}', 'w').close()", "ended"),
    "many files beside the program": first(
        "for number in range(10**7): open(f'/submission/{number}', 'w').close()",
        "more than 10000 files",
    ),
    "many files in shared memory": first(
        "for number in range(10**7): open(f'/dev/shm/{number}', 'w').close()",
        "more than 10000 files",
    ),
    "a line that tells a number": first(
        """
if W[0].shape != (4, 6):
    code = '\\n' * int(10000 * (1 + abs(W[0][0, 0]))) + 'raise ValueError'
    exec(compile(code, '/submission/solution.py', 'exec'))
return right1(W, B, A, Y, T)
""",
        "stopped by an error\n",
        points=5,
    ),
    "a forged answer": first("""
import json, os
error = {"type": "<b>x" * 1000, "line": 10**4000, "text": "# exercise1: 10 of 10" * 10**5}
forged = b"loaded\\n" + json.dumps({"answers": [{"error": error}] * 4}).encode()
for number in range(3, 64):
    try:
        os.ftruncate(number, 0)
        os.pwrite(number, forged[:10**6], 0)
    except OSError: pass
os._exit(0)
"""),
    "looping in many processes": first(
        """
import os
for _ in range(40):
    if os.fork() == 0:
        while True: pass
while True: pass
""",
        "ended",
    ),
    "children that nobody waits for": first(
        """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
start = time.monotonic()
for _ in range(4):
    if os.fork() == 0:
        while time.monotonic() - start < 100:
            if os.fork() == 0:
                while time.process_time() < 0.05: sum(range(1000))
                os._exit(0)
            try: os.waitpid(-1, 0)
            except ChildProcessError: pass
        os._exit(0)
os.nice(12)
while time.monotonic() - start < 100: pass
return right1(W, B, A, Y, T)
""",
        "longer than",
    ),
    "a process that gives way to all others": first(
        """
import os, time
where = os.sched_getaffinity(0)
os.sched_setaffinity(0, {min(where)})
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
assert os.sched_getscheduler(0) == os.SCHED_OTHER and os.sched_getaffinity(0) == where
if os.fork() == 0:
    start = time.monotonic()
    while time.monotonic() - start < 100:
        if os.fork(): os._exit(0)
        while time.process_time() < 0.05: sum(range(1000))
time.sleep(100)
return right1(W, B, A, Y, T)
""",
        "longer than",
    ),
    "stopping its parent": first("import os\nos.kill(os.getppid(), 19)", "longer than"),
    "a pipe for an answer": first(
        """
import os
for name in os.listdir('/scratch') + ['answer', 'output']:
    try: os.remove('/scratch/' + name)
    except OSError: pass
    os.mkfifo('/scratch/' + name)
return right1(W, B, A, Y, T)
""",
        points=10,
    ),
    # Harmful to the run, and to those who read the feedback
    "half a character": first(HALF_A_CHARACTER, "RuntimeError"),
    "half a character, printed": third("print('\\ud800')", "wrong from printed on"),
    "markup": first(MARKUP),
    "markup in a name": first(f"return {MARKED}, B"),
    "markup in all exercises": (
        instead(
            HALF_A_CHARACTER,
            "exercise3(net)",
            instead(f"return {MARKED}", "exercise2(W, B, X, T)", instead(MARKUP)),
        ),
        (0, 0, 0),
        "RuntimeError",
    ),
    "an endless name": first("return type('x' * 10**7, (), {})(), B"),
    "telling the unseen networks": first(
        """
if W[0].shape != (4, 6): raise type(str(W[0][0, 0]), (Exception,), {})(repr(W))
return right1(W, B, A, Y, T)
""",
        "stopped by an error\n",
        points=5,
    ),
    "=cmd|' calc'!A0": (FIRST, (10, 0, 0), "There is no function `exercise2`"),
    'Zoë "Zed" O\'Neill, Jr.': (FIRST, (10, 0, 0), "There is no function `exercise3`"),
}


# What needs the memory that there is where it is graded
LIMITS = {"whole Jacobians": sandbox.Limits()}


def zipped_link(name, target):
    """Return the bytes of a zip file of a link."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, target)
    return file.getvalue()


ZIPS = {
    "zip right": (zipped({"solution.py": RIGHT}), (10, 10, 10), ""),
    "zip in a folder": (zipped({"a/b/solution.py": RIGHT}), (10, 10, 10), ""),
    "zip upwards": (zipped({"../../solution.py": RIGHT}), (0, 0, 0), "leads out of the archive"),
    "zip link": (zipped_link("solution.py", "/etc/passwd"), (0, 0, 0), "This is a link"),
    "zip bomb": (
        zipped({"solution.py": b" " * 10**8}, compressed=True),
        (0, 0, 0),
        "at most 25 MB",
    ),
    "zip empty": (zipped({}), (0, 0, 0), "no solution.py"),
    "zip broken": (b"PK\3\4 and so on", (0, 0, 0), "is damaged"),
    "zip in zip": (zipped({"x.zip": zipped({"solution.py": RIGHT})}), (10, 10, 10), ""),
}


NOTEBOOKS = {
    "a notebook of constants and helpers": (
        of_cells(
            "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nimport checks, figures",
            "%matplotlib inline\nTWO = 2\nslope = lambda a: a > 0\n!ls",
            "def back(d, w, a):\n    return d @ w.T * slope(a)",
            "def exercise1(W, B, A, Y, T):\n    D = [TWO * (Y - T) / Y.size]\n"
            "    for l in range(len(W) - 1, 0, -1):\n        D.insert(0, back(D[0], W[l], A[l]))\n"
            "    return [a.T @ d for a, d in zip(A, D)], [d.sum(0) for d in D]",
            "DW, DB = exercise1(W, B, A, Y, T)\nchecks.exercise1(DW, DB)",
            "exercise1?",
            "%%time\nx = !ls",
        ),
        (10, 0, 0),
        "There is no function `exercise2`",
    ),
    "a notebook of 900 terms and of half a character": (
        of_cells("y = " + " + ".join(["x"] * 900), "# \ud800", RIGHT + "\n# \udc00\n"),
        (10, 10, 10),
        "",
    ),
    "a notebook of 3 MB": (
        of_cells("x = 1\n" * 500_000, RIGHT),
        (0, 0, 0),
        "more than 250,000 characters",
    ),
    "a notebook of no cells": (b'{"cells": 3}', (0, 0, 0), "no list of cells"),
    "a notebook without an end": (b"[" * 1_000_000, (0, 0, 0), "nested too deeply"),
}

# Those that are graded as whole submissions, beside all others
WHOLE = (
    *("right", "nothing done", "os._exit", "crash at import", "syntax error"),
    *("empty", "environment", "harmful in all exercises"),
    *("markup in all exercises", "telling the unseen networks"),
    *("=cmd|' calc'!A0", 'Zoë "Zed" O\'Neill, Jr.'),
)
