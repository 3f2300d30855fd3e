"""What `cowith test` runs around the module `tested`: unittest's tests, and plain functions and classes as pytest finds them."""
import asyncio
import inspect
import os
import sys
import unittest

__unittest = True  # its own entries stay out of tracebacks


class PlainTest(unittest.TestCase):
    """A test that is a function, or a method of a class that isn't a TestCase."""

    def __init__(self, function, name, owner=None):
        super().__init__("run_plain")
        self._function, self._name, self._owner = function, name, owner

    def run_plain(self):
        target, around = self._function, tested
        if self._owner is not None:
            around = self._owner()
            target = getattr(around, self._function.__name__)
        needed = [p.name for p in inspect.signature(target).parameters.values()
                  if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
        if needed:
            raise TypeError(f"fixtures are not supported: {', '.join(needed)}")
        suffix = "function" if self._owner is None else "method"
        self._call(getattr(around, f"setup_{suffix}", None), target)
        try:
            result = target()
            if inspect.isawaitable(result):
                asyncio.run(result)
        finally:
            self._call(getattr(around, f"teardown_{suffix}", None), target)

    def _call(self, hook, target):
        if hook is not None:
            hook(*[target] * len(inspect.signature(hook).parameters))

    def id(self):
        return f"{tested.__name__}.{self._name}"

    def __str__(self):
        return f"{self._name.rpartition('.')[2]} ({self.id()})"

    __repr__ = id

    def shortDescription(self):
        doc = self._function.__doc__
        return doc.strip().partition("\n")[0].strip() if doc else None


def plain_tests(name, value):
    """The tests that a name of the module stands for."""
    if inspect.isfunction(value) and name.startswith("test"):
        return [PlainTest(value, name)]
    if not inspect.isclass(value) or issubclass(value, unittest.TestCase) or not name.startswith("Test"):
        return []
    if value.__init__ is not object.__init__:
        return []
    return [PlainTest(method, f"{name}.{key}", value) for cls in reversed(value.__mro__)
            for key, method in vars(cls).items() if key.startswith("test") and inspect.isfunction(method)]


class Loader(unittest.TestLoader):
    only_unittest = os.environ.get("COWITH_TEST_LOADER") == "unittest"  # without what pytest would find besides

    def loadTestsFromModule(self, module, *args, **kwargs):
        suite = super().loadTestsFromModule(module, *args, **kwargs)
        if not hasattr(module, "load_tests") and not self.only_unittest:
            for name, value in vars(module).items():
                if getattr(value, "__module__", None) == module.__name__:
                    suite.addTests(test for test in plain_tests(name, value) if self._wanted(test))
        return suite

    def loadTestsFromName(self, name, module=None):
        outer, _, inner = name.partition(".")
        found = plain_tests(outer, getattr(module, outer, None))
        if inner:
            found = [test for test in found if test._name == name]
        return self.suiteClass(found) if found else super().loadTestsFromName(name, module)

    def _wanted(self, test):
        from fnmatch import fnmatchcase
        return self.testNamePatterns is None or any(fnmatchcase(test.id(), p) for p in self.testNamePatterns)


class Result(unittest.TextTestResult):
    """Also writes lines about each test to the file that COWITH_TEST_REPORT names: its id, what came of it, and why."""

    report = open(os.environ["COWITH_TEST_REPORT"], "w") if "COWITH_TEST_REPORT" in os.environ else None

    def _note(self, test, outcome, why=""):
        if self.report is not None:
            why = str(why).strip().rpartition("\n")[2]
            print(getattr(test, "test_case", test).id(), outcome, why, sep="\t", file=self.report, flush=True)

    def startTest(self, test):
        self._note(test, "started")
        super().startTest(test)

    def stopTest(self, test):
        super().stopTest(test)
        self._note(test, "ended")

    def addSuccess(self, test):
        super().addSuccess(test)
        self._note(test, "passed")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._note(test, "failed", f"{error[0].__name__}: {error[1]}")

    def addError(self, test, error):
        super().addError(test, error)
        self._note(test, "failed", f"{error[0].__name__}: {error[1]}")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._note(test, "failed", f"{error[0].__name__}: {error[1]}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._note(test, "passed")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._note(test, "failed", "unexpected success")


class Runner(unittest.TextTestRunner):
    resultclass = Result

    def run(self, test):
        self._list(test)
        return super().run(test)

    def _list(self, test):
        """All tests of the report come first in it, so that those are known which a crash kept from running."""
        if Result.report is None:
            return
        if isinstance(test, unittest.TestSuite):
            for inner in test:
                self._list(inner)
        else:
            print(test.id(), "listed", sep="\t", file=Result.report, flush=True)


program = unittest.TestProgram(module=tested, testLoader=Loader(), testRunner=Runner, exit=False)
if not program.result.wasSuccessful():
    sys.exit(1)
if program.result.testsRun == 0 and not program.result.skipped:
    sys.exit(5)
