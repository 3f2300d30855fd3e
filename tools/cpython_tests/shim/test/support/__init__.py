"""What CPython's tests take from test.support, as far as a translated program can have it. Written for cowith."""
import contextlib
import functools
import gc
import sys
import unittest

verbose = False
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
Py_DEBUG = Py_TRACE_REFS = False
Py_GIL_DISABLED = False
is_emscripten = is_wasi = is_android = is_jython = is_apple = is_apple_mobile = False
has_fork_support = False
has_subprocess_support = False
check_sanitizer = lambda **kwargs: False
SHORT_TIMEOUT = 30.0
LOOPBACK_TIMEOUT = 10.0
LONG_TIMEOUT = 60.0
MAX_Py_ssize_t = sys.maxsize
SHARED_LIBRARY_SUFFIX = ".so"
NHASHBITS = sys.hash_info.width


class _Equal:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _Unequal:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


ALWAYS_EQ, NEVER_EQ, LARGEST, SMALLEST = _Equal(), _Unequal(), _Largest(), _Smallest()


def gc_collect():
    for _ in range(3):
        gc.collect()


def get_c_recursion_limit():
    return 10_000


def exceeds_recursion_limit():
    return 100_000


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    yield


@contextlib.contextmanager
def set_recursion_limit(limit):
    yield


@contextlib.contextmanager
def disable_gc():
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    missing = object()
    old = getattr(obj, attr, missing)
    setattr(obj, attr, new_val)
    try:
        yield None if old is missing else old
    finally:
        if old is missing:
            if hasattr(obj, attr):
                delattr(obj, attr)
        else:
            setattr(obj, attr, old)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    missing = object()
    old = obj[item] if item in obj else missing
    obj[item] = new_val
    try:
        yield None if old is missing else old
    finally:
        if old is missing:
            obj.pop(item, None)
        else:
            obj[item] = old


@contextlib.contextmanager
def captured_output(name):
    import io
    old = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, old)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


class catch_unraisable_exception:
    """Keeps what sys.unraisablehook is called with."""

    def __enter__(self):
        self.unraisable = None
        self._old = sys.unraisablehook
        sys.unraisablehook = self._keep
        return self

    def _keep(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old
        del self.unraisable


def _always(*args, **kwargs):
    def decorate(item):
        return item
    return decorate(args[0]) if len(args) == 1 and callable(args[0]) and not kwargs else decorate


def cpython_only(test):
    """About CPython's own workings: it runs here as well; where those differ it stands among the tests left out."""
    return test


def check_impl_detail(**guards):
    return guards.get("cpython", not guards)


def impl_detail(msg=None, **guards):
    return _always


refcount_test = requires_docstrings = no_tracing = cpython_only
bigmemtest = lambda *args, **kwargs: unittest.skip("needs much memory")
bigaddrspacetest = unittest.skip("needs much memory")
requires_resource = lambda name: _always
requires_IEEE_754 = suppress_immortalization_decorator = skip_if_pgo_task = cpython_only
requires_fork = lambda: unittest.skip("needs fork")
requires_subprocess = lambda: unittest.skip("needs subprocesses")
requires_working_socket = lambda *, module=False: unittest.skip("needs sockets") if not module else None
skip_on_s390x = cpython_only
skip_emscripten_stack_overflow = skip_wasi_stack_overflow = lambda: _always
skip_if_sanitizer = skip_if_buggy_ucrt_strfptime = _always


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else _always


@contextlib.contextmanager
def suppress_immortalization(suppress=True):
    yield


def setswitchinterval(interval):
    sys.setswitchinterval(interval)


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"{obj!r} has no attribute {name!r}") from None


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext):
        compile(statement, "<test string>", "exec")


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    with testcase.assertRaisesRegex(TypeError, f"cannot create '.*{tp.__name__}' instances"):
        tp(*args, **kwds)


def check_free_after_iterating(test, iter, cls, args=()):
    """The iterator's end lets go of what it iterates over."""
    done = False

    def check():
        nonlocal done
        done = True
        try:
            next(it)
        except StopIteration:
            pass

    class A(cls):
        __del__ = lambda self: check()

    it = iter(A(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def run_code(code):
    raise unittest.SkipTest("needs exec")


def run_with_locale(*args):
    return unittest.skip("needs locales")


def run_with_tz(tz):
    return unittest.skip("needs time zones")


def check_cflags_pgo():
    return False


def force_not_colorized(test):
    return test


force_not_colorized_test_class = force_colorized = force_not_colorized


class BrokenIter:
    """Fails where it is told to."""

    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        if init_raises:
            1 / 0
        self.next_raises, self.iter_raises = next_raises, iter_raises

    def __next__(self):
        if self.next_raises:
            1 / 0

    def __iter__(self):
        if self.iter_raises:
            1 / 0
        return self


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    return standard_tests


def calcobjsize(fmt):
    return 0


calcvobjsize = calcobjsize


def check_sizeof(test, o, size):
    raise unittest.SkipTest("about the sizes of CPython's structures")


def late_deletion(obj):
    pass


def collision_stats(nbins, nballs):
    """The mean and the standard deviation of the collisions of nballs balls in nbins bins."""
    n, k = nbins, nballs
    empty = n * (1 - 1 / n) ** k
    occupied = n - empty
    variance = n * (n - 1) * (1 - 2 / n) ** k + empty * (1 - empty)
    return k - occupied, max(variance, 0) ** 0.5


def iter_builtin_types():
    import builtins
    for value in vars(builtins).values():
        if isinstance(value, type):
            yield value


def adjust_int_max_str_digits(max_digits):
    @contextlib.contextmanager
    def adjusted():
        old = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(max_digits)
        try:
            yield
        finally:
            sys.set_int_max_str_digits(old)
    return adjusted()


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class Stopwatch:
    pass


def run_in_subinterp(code):
    raise unittest.SkipTest("needs subinterpreters")


def sortdict(dict):
    return "{" + ", ".join(f"{key!r}: {value!r}" for key, value in sorted(dict.items())) + "}"


def run_doctest(module, verbosity=None, optionflags=0):
    raise unittest.SkipTest("needs doctest")
