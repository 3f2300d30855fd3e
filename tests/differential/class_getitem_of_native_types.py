# Types of the runtime as generic ones, in annotations and by themselves.
import contextlib
import types
import weakref

for cls in (contextlib.ExitStack, contextlib.AsyncExitStack, contextlib.nullcontext, contextlib.suppress,
            contextlib.closing, contextlib.aclosing, contextlib.redirect_stdout, contextlib.chdir, types.CoroutineType,
            types.GeneratorType, types.AsyncGeneratorType, types.MappingProxyType, memoryview, staticmethod,
            classmethod, weakref.ref, weakref.WeakKeyDictionary, weakref.WeakValueDictionary, weakref.WeakSet):
    print(cls[int], cls[int].__origin__ is cls)


async def run(stack: contextlib.AsyncExitStack[bool | None]) -> contextlib.nullcontext[str]: ...


print(run.__annotations__)
