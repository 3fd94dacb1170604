"""Submissions that a judge must survive: programs, files and zip files."""

import io
import stat
import textwrap
import zipfile

import run

RIGHT = (run.ROOT / "solution.py").read_text(encoding="utf-8")


def instead(body, function="exercise1(W, B, A, Y, T)"):
    """The right answers, but one function is replaced; it may call the right ones."""
    body = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f"{RIGHT}\n\nright1, right2 = exercise1, exercise2\n\n\ndef {function}:\n{body}\n"


def before(code):
    """The right answers, after some code of the student's."""
    return RIGHT.replace("import numpy\n", f"import numpy\n{code}\n", 1)


# Program, points of the three exercises, and what the feedback of the first wrong one says
PROGRAMS = {
    "right": (RIGHT, (10, 10, 10), ""),
    "nothing done": (
        'def exercise1(*a):\n    raise NotImplementedError("exercise1: write it")\n',
        (0, 0, 0),
        "Not done. `exercise1: write it`",
    ),
    "factor 2": (
        instead("""
            DW, DB = right1(W, B, A, Y, T)
            return [dw / 2 for dw in DW], [db / 2 for db in DB]
        """),
        (0, 10, 10),
        "half as large",
    ),
    "no mask below": (
        instead("""
DZ = [2 * (Y - T) / Y.size]
for layer in range(len(W) - 1, 0, -1):
    mask = A[layer] > 0 if layer == len(W) - 1 else 1
    DZ.insert(0, DZ[0].dot(W[layer].T) * mask)
return [a.T.dot(dz) for a, dz in zip(A, DZ)], [dz.sum(axis=0) for dz in DZ]
"""),
        (4, 10, 10),
        "wrong from",
    ),
    "endless loop": (instead("while True: pass"), (0, 10, 10), "longer than"),
    "ignoring signals": (
        instead("""
import signal
for number in range(1, 64):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
"""),
        (0, 10, 10),
        "longer than",
    ),
    "sleeping": (instead("import time\ntime.sleep(1000)"), (0, 10, 10), "longer than"),
    "os._exit": (instead("import os\nos._exit(0)"), (0, 10, 10), "before it gave an answer"),
    "sys.exit": (instead("raise SystemExit(0)"), (0, 10, 10), "SystemExit"),
    "endless print": (
        instead("while True: print('x' * 10000)", "exercise3(net)"),
        (10, 10, 0),
        "File too large",
    ),
    "100 GB at once": (instead("return bytearray(10**11)"), (0, 10, 10), "MemoryError"),
    "100 GB bit by bit": (
        instead("x = []\nwhile True: x.append(b'x' * 10**8)"),
        (0, 10, 10),
        "MemoryError",
    ),
    "fork bomb": (instead("import os\nwhile True: os.fork()"), (0, 10, 10), "ended"),
    "threads": (
        instead("""
import threading, time
while True: threading.Thread(target=time.sleep, args=(100,)).start()
"""),
        (0, 10, 10),
        "",
    ),
    "crash": (instead("import ctypes\nctypes.string_at(0)"), (0, 10, 10), "SIGSEGV"),
    "recursion": (instead("return exercise1(W, B, A, Y, T)"), (0, 10, 10), "RecursionError"),
    "crash at import": (before("import os; os.kill(os.getpid(), 9)"), (0, 0, 0), "SIGKILL"),
    "killing its parent": (
        instead("import os\nos.kill(os.getppid(), 9)\nos.kill(-1, 9)"),
        (0, 10, 10),
        "ended",
    ),
    "syntax error": (RIGHT + "\ndef f(:\n", (0, 0, 0), "SyntaxError"),
    "NUL bytes": (RIGHT + "\0", (0, 0, 0), "null bytes"),
    "not UTF-8": (RIGHT.encode() + b'\nx = "\xff"\n', (0, 0, 0), "utf-8"),
    "empty": ("", (0, 0, 0), "AttributeError"),
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
    "reading the model answer": (
        before(
            f"import os, sys\nfor path in ({str(run.ROOT)!r}, '/work', '/root', '/home'):\n"
            "    for folder, _, files in os.walk(path):\n"
            "        if '.venv' in folder or 'python' in folder or 'lib' in folder: continue\n"
            "        for file in files:\n"
            "            if file.endswith(('solution.py', 'judge.py', 'seed.txt', '.json')):\n"
            "                raise RuntimeError('found ' + folder + file)\n"
        ),
        (10, 10, 10),
        "",
    ),
    "borrowing the checks": (before("import mistakes"), (0, 0, 0), "ModuleNotFoundError"),
    "using the data": (before("import utils\nutils.getdata()"), (10, 10, 10), ""),
    "environment": (
        before("import os\nassert 'SECRET_OF_THE_JUDGE' not in os.environ, 'found a secret'"),
        (10, 10, 10),
        "",
    ),
    "writing": (
        before(
            "for path in ('/submission/x', '/usr/x', '/inside.py', '/x/y', '/etc/x', '/x', "
            # The student's own /tmp may be written to
            f"{str(run.ROOT)!r}.replace('/tmp', '/usr') + '/x'):\n"
            "    try: open(path, 'a').write('x')\n"
            "    except OSError: pass\n"
            "    else: raise RuntimeError('wrote ' + path)\n"
        ),
        (10, 10, 10),
        "",
    ),
    "socket": (
        before(
            "import socket\n"
            "try: socket.create_connection(('127.0.0.1', PORT), 1)\n"
            "except OSError: pass\n"
            "else: raise RuntimeError('connected')\n"
        ),
        (10, 10, 10),
        "",
    ),
    "filling the disk": (
        instead("""
for number in range(1000):
    with open(f'/scratch/{number}', 'wb') as file: file.write(b'x' * 1000000)
"""),
        (0, 10, 10),
        "ended",
    ),
    "lying about equality": (
        instead("""
class Liar(numpy.ndarray):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __abs__(self): return 0
return [w.view(Liar) for w in W], [b.view(Liar) for b in B]
"""),
        (0, 10, 10),
        "parameter itself",
    ),
    "pickle with code": (
        instead("""
class Evil:
    def __reduce__(self): return (exec, ("raise SystemExit",))
return [Evil()] * len(W), numpy.array([Evil()] * len(W), dtype=object)
"""),
        (0, 10, 10),
        "should hold numbers",
    ),
    "wrong shapes": (instead("return [w.T for w in W], [b[:, None] for b in B]"), (0, 10, 10), ""),
    "gigabytes": (
        instead("return [numpy.zeros((20000, 20000))] * 4, B"),
        (0, 10, 10),
        "",
    ),
    "own inputs": (instead("W[0][:] = 7\nreturn W, B"), (0, 10, 10), ""),
    "nan": (instead("return [w * numpy.nan for w in W], B"), (0, 10, 10), "NaN"),
    "deep lists": (
        instead("x = []\nfor _ in range(10000): x = [x]\nreturn x, x"),
        (0, 10, 10),
        "",
    ),
    "huge integers": (instead("return [10**400] * 4, [10**5000] * 4"), (0, 10, 10), ""),
    "printed constant": (
        instead("print(1.5422822)", "exercise3(net)"),
        (10, 10, 0),
        "wrong from printed on",
    ),
    "constant gradient": (
        instead("""
if len(W) != 4: return W, B
return right1(W, B, A, Y, T)
"""),
        (0, 10, 10),
        "wrong from",
    ),
    "forged answers": (
        instead("""
import os, json
line = json.dumps(["exercise2", json.dumps({"answers": [{"err": 1.0}] * 5})]) + "\\n"
for pid in range(1, 20):
    try:
        with open(f"/proc/{pid}/fd/1", "w") as file: file.write(line * 3)
    except OSError: pass
return right1(W, B, A, Y, T)
"""),
        None,
        "",
    ),
    "detached error": (
        instead("return right2(W, B, X, T).detach()", "exercise2(W, B, X, T)"),
        (10, 0, 10),
        "does not know how it was computed",
    ),
    "error of another kind": (
        instead("return ((X - X) ** 2).sum(axis=1)", "exercise2(W, B, X, T)"),
        (10, 0, 10),
        "single number",
    ),
    "=cmd|' calc'!A0": (RIGHT, (10, 10, 10), ""),
    'Zoë "Zed" O\'Neill, Jr.': (RIGHT, (10, 10, 10), ""),
}


def zipped(members):
    """Return the bytes of a zip file of (name or ZipInfo, content)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


ZIPS = {
    "zip right": (zipped([("solution.py", RIGHT)]), (10, 10, 10), ""),
    "zip in a folder": (zipped([("a/b/solution.py", RIGHT)]), (10, 10, 10), ""),
    "zip upwards": (zipped([("../../solution.py", RIGHT)]), (10, 10, 10), ""),
    "zip link": (zipped([(link("solution.py"), "/etc/passwd")]), (0, 0, 0), "is a link"),
    "zip bomb": (zipped([("solution.py", b" " * 3 * 10**8)]), (0, 0, 0), "larger than 1 MB"),
    "zip empty": (zipped([]), (0, 0, 0), "no solution.py"),
    "zip broken": (b"PK\3\4 and so on", (0, 0, 0), "cannot be read"),
    "zip in zip": (
        zipped([("x.zip", zipped([("solution.py", RIGHT)]))]),
        (0, 0, 0),
        "zip file in the zip file",
    ),
}
