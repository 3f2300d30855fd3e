// What helps to find out where a program stands.
#pragma once
#include <string>

namespace cowith {

/// The await chain of every task that isn't done, innermost call first, as asyncio.format_call_graph of CPython 3.14 writes a
/// call stack; also of the loops that don't run just now:
///     * Task(name='first')
///       + Call stack:
///       |   File "orders.py", line 26, in async order()
/// Programs that don't import asyncio have none.
std::string async_backtrace();

}  // namespace cowith
