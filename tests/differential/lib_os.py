# os: files, folders, the environment, errors.
import errno
import os
import stat
import sys

base = os.path.join(os.getcwd(), "lib_os_folder")


def remove_all(folder):
    for top, dirs, files in os.walk(folder, topdown=False):
        for name in files:
            os.remove(os.path.join(top, name))
        for name in dirs:
            path = os.path.join(top, name)
            os.unlink(path) if os.path.islink(path) else os.rmdir(path)
    if os.path.isdir(folder):
        os.rmdir(folder)


def attempt(action):
    try:
        print("value", action())
    except OSError as exc:  # the numbers differ from system to system
        print(type(exc).__name__, exc.strerror, exc.filename, exc.filename2, exc.args[1:], errno.errorcode[exc.errno])
    except (TypeError, ValueError, KeyError) as exc:
        print(type(exc).__name__, exc)


remove_all(base)
os.mkdir(base)
start = os.getcwd()
os.chdir(base)
print(os.path.basename(os.getcwd()), os.getcwd() == base, os.getcwdb() == os.fsencode(base), os.listdir(), os.listdir("."))
os.makedirs("a/b/c")
os.makedirs("a/b", exist_ok=True)
with open("a/one.txt", "w") as f:
    f.write("hello\n")
fd = os.open("a/two.bin", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
print(os.write(fd, b"0123456789"), os.lseek(fd, 2, os.SEEK_SET), os.read(fd, 4), os.fstat(fd).st_size, os.isatty(fd))
os.ftruncate(fd, 5)
os.close(fd)
s = os.stat("a/two.bin")
print(s.st_size, s[6], s[stat.ST_SIZE], stat.S_ISREG(s.st_mode), stat.filemode(s.st_mode), len(s), type(s).__name__, s.st_mtime > 1e9,
      s.st_mtime_ns // 10**9 == int(s.st_mtime), isinstance(s, tuple), repr(s).split("=")[0])
os.chmod("a/two.bin", 0o600)
os.utime("a/two.bin", (1000, 2000.5))
print(stat.filemode(os.stat("a/two.bin").st_mode), os.path.getmtime("a/two.bin"), os.stat("a/two.bin").st_mtime_ns, os.stat("a/two.bin").st_atime)
os.utime("a/two.bin", ns=(5, 7_000_000_000))
print(os.stat("a/two.bin").st_mtime_ns, os.path.getsize("a/two.bin"), os.access("a", os.R_OK), os.access("zzz", os.F_OK))
os.symlink("one.txt", "a/link")
os.symlink("a", "folder_link")
print(os.readlink("a/link"), os.path.islink("a/link"), os.path.isfile("a/link"), os.lstat("a/link").st_size, os.path.realpath("folder_link/link") == os.path.join(os.path.realpath("."), "a/one.txt"))
print(sorted(os.listdir("a")), sorted(os.listdir(b"a")), os.path.samefile("a/link", "a/one.txt"))
with os.scandir("a") as entries:
    for e in sorted(entries, key=lambda e: e.name):
        print(e.name, e.path, e.is_dir(), e.is_file(), e.is_symlink(), e.is_file(follow_symlinks=False), e, e.stat().st_size > 0, os.fspath(e))
for top, dirs, files in os.walk("."):
    dirs.sort()
    print(top, dirs, sorted(files))
print([(top, sorted(dirs), sorted(files)) for top, dirs, files in os.walk("a", topdown=False)], list(os.walk("nowhere")))
os.rename("a/one.txt", "a/uno.txt")
os.replace("a/uno.txt", "a/two.bin")
print(sorted(os.listdir("a")), open("a/two.bin").read())
os.renames("a/two.bin", "n/e/w.txt")
print(os.path.exists("n/e/w.txt"), sorted(os.listdir(".")))
os.removedirs("a/b/c")
print(sorted(os.listdir(".")), os.path.exists("a"))

attempt(lambda: os.listdir("missing"))
attempt(lambda: os.mkdir("a"))
attempt(lambda: os.rmdir("n"))
attempt(lambda: os.remove("n"))
attempt(lambda: os.rename("x1", "x2"))
attempt(lambda: os.stat(1.5))
attempt(lambda: os.stat(None))
attempt(lambda: os.listdir(1.5))
attempt(lambda: os.mkdir(3))
attempt(lambda: os.stat("a\0b"))
attempt(lambda: os.close(9999))
attempt(lambda: os.read(9999, 1))
attempt(lambda: os.open("missing", os.O_RDONLY))
attempt(lambda: os.chdir("missing"))
attempt(lambda: os.makedirs("n/e"))
attempt(lambda: os.getenv("NO_SUCH_VARIABLE_"))
attempt(lambda: os.environ["NO_SUCH_VARIABLE_"])
attempt(lambda: os.environ.__setitem__("X", 1))
attempt(lambda: os.environ.__delitem__("NO_SUCH_VARIABLE_"))
attempt(lambda: os.fspath(7))
attempt(lambda: os.fdopen("x"))
try:
    open("missing/file")
except FileNotFoundError as exc:
    print(exc.errno == errno.ENOENT, exc.strerror, exc.filename, exc.filename2, errno.errorcode[exc.errno])
try:
    os.rename("x1", "x2")
except OSError as exc:
    print(exc.filename, exc.filename2, os.strerror(exc.errno), isinstance(exc, FileNotFoundError))

os.environ["COWITH_A"] = "1"
os.putenv("COWITH_B", "2")
print(os.environ["COWITH_A"], os.getenv("COWITH_A"), os.environ.get("COWITH_B"), os.getenv("NOPE_", "d"), "COWITH_A" in os.environ,
      os.environb[b"COWITH_A"], os.environ.setdefault("COWITH_A", "9"), os.environ.pop("COWITH_A"), "COWITH_A" in os.environ)
print(type(os.environ.copy()).__name__, isinstance(dict(os.environ), dict), len(os.environ) == len(list(os.environ)), type(os.environ).__name__)
r, w = os.pipe()
with os.fdopen(w, "w") as out:
    out.write("through the pipe")
with os.fdopen(r) as incoming:
    print(incoming.read())
print(os.getpid() > 0, isinstance(os.cpu_count(), int), len(os.urandom(8)), os.name, os.fsencode("é"), ascii(os.fsdecode(b"\xff")), os.fsencode("\udcff"))
print(os.get_exec_path({"PATH": "/a:/b"}), os.SEEK_END, os.O_RDONLY, os.path.basename(os.fspath("q/r")), os.error is OSError)
print(stat.S_IMODE(0o100644), stat.S_ISDIR(0o40755), [stat.filemode(m) for m in (0o40755, 0o104755, 0o101777, 0o120777, 0o102644)])
os.chdir(start)
remove_all(base)
print(os.path.exists(base))
