"""The few settings of an installation that a program without one can have."""
import os
import sys

__all__ = ["get_config_var", "get_config_vars", "get_platform", "get_python_version", "get_default_scheme",
           "is_python_build"]

_variables = {
    "prefix": sys.prefix,
    "exec_prefix": sys.exec_prefix,
    "py_version": sys.version.split()[0],
    "py_version_short": f"{sys.version_info[0]}.{sys.version_info[1]}",
    "py_version_nodot": f"{sys.version_info[0]}{sys.version_info[1]}",
    "platlibdir": sys.platlibdir,
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "EXE": "",
    "Py_DEBUG": 0,
    "Py_GIL_DISABLED": 0,
}


def get_config_vars(*names):
    """All settings; those of the names given, None for each that there isn't."""
    return [_variables.get(name) for name in names] if names else _variables


def get_config_var(name):
    return _variables.get(name)


def get_platform():
    system = os.uname()
    return f"{system.sysname.lower()}-{system.machine}"


def get_python_version():
    return _variables["py_version_short"]


def get_default_scheme():
    return "posix_prefix"


def is_python_build(check_home=None):
    return False
