"""Child processes with an interpreter: there is none. Written for cowith."""
import unittest


def _no_interpreter(*args, **kwargs):
    raise unittest.SkipTest("needs an interpreter to run scripts with")


assert_python_ok = assert_python_failure = run_python_until_end = spawn_python = make_script = _no_interpreter


def interpreter_requires_environment():
    return False
