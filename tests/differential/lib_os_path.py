# os.path: names of files.
import os
import os.path
import posixpath
from os.path import basename, dirname, join

print(os.path is posixpath, os.path.__name__, os.sep, os.pathsep, os.curdir, os.pardir, os.extsep, os.altsep, os.linesep == "\n", os.devnull)
for parts in (("a", "b"), ("a/", "b"), ("a", "/b", "c"), ("", "x"), ("a", ""), ("a", "", "b"), (b"a", b"b")):
    print(parts, join(*parts))
for p in ("", "/", "//", "///a", "a", "a/b", "/a/b/", "a//b", "/a", b"x/y"):
    print(repr(p), os.path.split(p), basename(p), dirname(p), os.path.isabs(p), os.path.normpath(p), os.path.splitroot(p))
for p in ("a.txt", "a.tar.gz", ".bashrc", "..x", "a.b/c", "a.b/.c", "a.", "...", b"a.py", "dir.d/file"):
    print(os.path.splitext(p))
for p in ("a/./b", "a/../b", "../a", "/../a", "a/..", "a/b/../../..", "//a//b", "./", "/./", "a/b/c/../../d"):
    print(p, os.path.normpath(p))
print(os.path.commonprefix(["/usr/lib", "/usr/local"]), os.path.commonprefix([]), os.path.commonpath(["/usr/lib", "/usr/local/lib"]),
      os.path.commonpath(["a/b", "a/c/d"]), os.path.commonpath([b"/x", b"/"]))
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.relpath("x/y", "x"), os.path.relpath("/", "/a/b"))
os.environ["COWITH_X"] = "value"
print(os.path.expandvars("$COWITH_X/${COWITH_X}/$NOT_THERE_/$$x ${nope} $"), os.path.expandvars(b"$COWITH_X"))
os.environ["HOME"] = "/home/me/"
print(os.path.expanduser("~"), os.path.expanduser("~/x"), os.path.expanduser("a~"), os.path.expanduser("~no_such_user_/x"))
print(os.path.abspath("/a/../b"), os.path.abspath("x") == join(os.getcwd(), "x"), os.path.splitdrive("/a"))
print(os.path.normcase("AbC"), os.path.exists("/no/such"), os.path.isdir("/"), os.path.isfile("/"), os.path.islink("/"), os.path.ismount("/"),
      os.path.lexists("/no"), os.path.exists("a\0b"), os.path.isdir("a\0"))


class Place:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(join(Place("p"), "q"), basename(Place("x/y")), os.fspath(Place(b"z")), os.path.isdir(Place("/")), isinstance(Place(""), os.PathLike))
for action in (lambda: join("a", b"b"), lambda: join(1, "a"), lambda: join("a", 1), lambda: basename(None), lambda: os.fspath(Place(3)),
               lambda: os.path.commonpath([]), lambda: os.path.commonpath(["/a", "b"]), lambda: os.path.relpath(""),
               lambda: os.path.exists(1.5), lambda: os.path.getsize("/no/such/file"), lambda: os.path.commonpath(["a", b"b"])):
    try:
        print(action())
    except OSError as exc:  # the numbers differ from system to system
        print(type(exc).__name__, exc.strerror, exc.filename)
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
