"""Files and folders for tests. Written for cowith."""
import contextlib
import os
import tempfile

TESTFN = os.path.join(tempfile.gettempdir(), f"cowith_test_{os.getpid()}")


def unlink(path):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def rmdir(path):
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(path)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    with tempfile.TemporaryDirectory() as folder:
        yield folder


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    old = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(old)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    old = os.getcwd()
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(old)


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(self.path, BaseException):
            raise self.path
        return self.path
