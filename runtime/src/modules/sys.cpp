// The sys module (Python/sysmodule.c). Where programs ask what implementation they run on, it answers as CPython 3.14 would.
#include "../core/threads.hpp"
#include "exceptions/frame_object.hpp"
#include "import.hpp"
#include "program.hpp"
#include "struct_sequence.hpp"
#include "types/int_object.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/gc.hpp>
#include <cowith/io.hpp>
#include <cowith/native_modules.hpp>

#include <unistd.h>

#include <cstdlib>

// What platform takes apart (Python/getcompiler.c).
#if defined(__clang__)
#define COWITH_COMPILER "Clang " __clang_version__
#else
#define COWITH_COMPILER "GCC " __VERSION__
#endif

namespace cowith {

using namespace literals;

namespace {

using version_info = struct_sequence<"sys.version_info", "major", "minor", "micro", "releaselevel", "serial">;
using hash_info = struct_sequence<"sys.hash_info", "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits",
                                  "seed_bits", "cutoff">;
using int_info = struct_sequence<"sys.int_info", "bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                 "str_digits_check_threshold">;
using float_info = struct_sequence<"sys.float_info", "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                   "dig", "mant_dig", "epsilon", "radix", "rounds">;
using flags_info =
    struct_sequence<"sys.flags", "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
                    "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization",
                    "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits">;
using thread_info = struct_sequence<"sys.thread_info", "name", "lock", "version">;
using asyncgen_hooks = struct_sequence<"asyncgen_hooks", "firstiter", "finalizer">;

std::int64_t recursion_limit = 1000;

#define FUNCTION(name)                                                                                                 \
    object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, [[maybe_unused]] std::size_t count,       \
                [[maybe_unused]] ref names)

FUNCTION(exit) { return args[0] ? raise_with(SystemExit_type, {args[0]}) : raise_with(SystemExit_type, {}); }
FUNCTION(exc_info) {
    exception* e = current_exception();
    if (!e) return tuple(None, None, None);
    return tuple(ref(e->type), ref(e), e->traceback ? ref(e->traceback) : None);
}
FUNCTION(current) {
    exception* e = current_exception();
    return e ? object(ref(e)) : object(None);
}
FUNCTION(getrefcount) {
    if (!args[0].is_heap()) return static_cast<std::int64_t>(0xffffffff);
    const std::uint32_t refs = args[0].heap()->refs;
    return static_cast<std::int64_t>(refs >= header::immortal ? 0xffffffffu : refs + 1);
}
FUNCTION(getrecursionlimit) { return recursion_limit; }
FUNCTION(get_int_max_str_digits) { return int_max_str_digits; }
FUNCTION(set_int_max_str_digits) {
    std::int64_t digits;
    if (!to_size(args[0], digits)) return {};
    if (digits != 0 && (digits < 640 || digits > INT32_MAX))
        return raise_error(ValueError_type, "maxdigits must be 0 or larger than 640");
    int_max_str_digits = static_cast<int>(digits);
    return None;
}
FUNCTION(setrecursionlimit) {
    std::int64_t limit;
    if (!to_index(args[0], limit)) return {};
    if (limit < 1) return raise_error(ValueError_type, "recursion limit must be greater or equal than 1");
    recursion_limit = limit;
    return None;
}
FUNCTION(intern_function) {
    if (!args[0].is_heap() || args[0].type() != &str_type)
        return raise_error(TypeError_type, "intern() argument must be str, not %s", args[0].type()->name);
    return intern_str(args[0]);
}
FUNCTION(getsizeof) {
    object size = args[0].call("__sizeof__"_s);
    if (size || !args[1]) return size;
    clear_pending();
    return args[1];
}
FUNCTION(encoding) { return "utf-8"_s; }
FUNCTION(error_handler) { return "surrogateescape"_s; }
FUNCTION(nothing) { return None; }
FUNCTION(is_finalizing) { return boolean(program.finalizing); }
FUNCTION(getswitchinterval) { return make_float(switch_interval); }
FUNCTION(setswitchinterval) {
    double seconds;
    if (!to_double(args[0], seconds)) return {};
    if (seconds <= 0) return raise_error(ValueError_type, "switch interval must be strictly positive");
    switch_interval = seconds;
    return None;
}
FUNCTION(default_excepthook) {
    object keep = args[1];
    print_exception(keep);
    return None;
}
FUNCTION(displayhook) {
    if (args[0].is(None)) return None;
    object stream = current_stream(1);
    object text = repr(args[0]);
    if (!text || !stream.call("write"_s, text) || !stream.call("write"_s, "\n"_s)) return {};
    return None;
}
FUNCTION(default_unraisablehook) {
    object exc = args[0].attr("exc_value"_s), message = args[0].attr("err_msg"_s), where = args[0].attr("object"_s);
    if (!exc || !message || !where) return {};
    print_unraisable(exc, message, where);
    return None;
}
FUNCTION(getframe) {
    std::int64_t depth = 0;
    if (args[0] && !to_index(args[0], depth)) return {};
    object frame = running_frame(depth > 0 ? static_cast<std::size_t>(depth) : 0);
    return frame ? frame : raise_error(ValueError_type, "call stack is not deep enough");
}
FUNCTION(getframemodulename) {
    std::int64_t depth = 0;
    if (args[0] && !to_index(args[0], depth)) return {};
    const source_place place = running_place(depth > 0 ? static_cast<std::size_t>(depth) : 0);
    module_object* module = place.code ? module_of_source(place.code->source) : nullptr;
    if (!module) return None;
    ref name = module->own("__name__"_s);
    return name ? object(name) : object(None);
}
FUNCTION(allocated_blocks) { return static_cast<std::int64_t>(count_memory().live_objects); }

bool check_hook(ref hook, const char* name) noexcept {
    if (hook.is(None) || (hook.is_heap() && hook.type()->call)) return true;
    raise_error(TypeError_type, "callable %s expected, got %.50s", name, hook.type()->name);
    return false;
}
void set_hook(header*& place, ref hook) noexcept {
    object old = object::take(place);
    place = hook.is(None) ? nullptr : object(hook).give();
}
FUNCTION(set_asyncgen_hooks) {
    if (args[1] && !check_hook(args[1], "finalizer")) return {};
    if (args[0] && !check_hook(args[0], "firstiter")) return {};
    if (args[1]) set_hook(state.asyncgen_finalizer, args[1]);
    if (args[0]) {
        set_hook(state.asyncgen_firstiter, args[0]);
        state.asyncgen_list = nullptr;
    }
    return None;
}
FUNCTION(get_asyncgen_hooks) {
    auto of = [](header* hook) { return hook ? ref(hook) : None; };
    return asyncgen_hooks::make({of(state.asyncgen_firstiter), of(state.asyncgen_finalizer)});
}
#undef FUNCTION

constexpr method_definition functions[] = {{"exit", exit, "status=None, /"},
                                           {"exc_info", exc_info, "/"},
                                           {"exception", current, "/"},
                                           {"getrefcount", getrefcount, "object, /"},
                                           {"get_int_max_str_digits", get_int_max_str_digits, "/"},
                                           {"getrecursionlimit", getrecursionlimit, "/"},
                                           {"set_int_max_str_digits", set_int_max_str_digits, "maxdigits"},
                                           {"setrecursionlimit", setrecursionlimit, "limit, /"},
                                           {"intern", intern_function, "string, /"},
                                           {"getsizeof", getsizeof, "object, default=None"},
                                           {"getdefaultencoding", encoding, "/"},
                                           {"getfilesystemencoding", encoding, "/"},
                                           {"getfilesystemencodeerrors", error_handler, "/"},
                                           {"gettrace", nothing, "/"},
                                           {"settrace", nothing, "function, /"},
                                           {"getprofile", nothing, "/"},
                                           {"setprofile", nothing, "function, /"},
                                           {"audit", nothing, "event, /, *args"},
                                           {"is_finalizing", is_finalizing, "/"},
                                           {"getswitchinterval", getswitchinterval, "/"},
                                           {"setswitchinterval", setswitchinterval, "interval, /"},
                                           {"excepthook", default_excepthook, "exctype, value, traceback, /"},
                                           {"__excepthook__", default_excepthook, "exctype, value, traceback, /"},
                                           {"unraisablehook", default_unraisablehook, "unraisable, /"},
                                           {"__unraisablehook__", default_unraisablehook, "unraisable, /"},
                                           {"displayhook", displayhook, "object, /"},
                                           {"set_asyncgen_hooks", set_asyncgen_hooks, "firstiter=None, finalizer=None"},
                                           {"get_asyncgen_hooks", get_asyncgen_hooks, "/"},
                                           {"getallocatedblocks", allocated_blocks, "/"},
                                           {"_getframe", getframe, "depth=0, /"},
                                           {"_getframemodulename", getframemodulename, "depth=0"},
                                           {nullptr, nullptr}};

object program_arguments() noexcept {
    object argv = make_list();
    for (int i = 0; i < program.argc; ++i) list_append(argv, make_str_from_utf8(program.argv[i]));
    return argv;
}

bool add_numbers(ref dict) noexcept {
    const std::int64_t max = INT64_MAX;
    return dict_set(dict, "maxsize"_s, make_int(max)) && dict_set(dict, "maxunicode"_s, make_int(0x10ffff)) &&
           dict_set(
               dict, "hash_info"_s,
               hash_info::make({64, (std::int64_t{1} << 61) - 1, 314159, 0, 1000003, "siphash13"_s, 64, 128, 0})) &&
           dict_set(dict, "int_info"_s, int_info::make({30, 4, 4300, 640})) &&
           dict_set(
               dict, "float_info"_s,
               float_info::make({make_float(1.7976931348623157e308), 1024, 308, make_float(2.2250738585072014e-308),
                                 -1021, -307, 15, 53, make_float(2.220446049250313e-16), 2, 1})) &&
           dict_set(dict, "flags"_s,
                    flags_info::make({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, False, 1, 0, False, 4300})) &&
           dict_set(dict, "thread_info"_s, thread_info::make({"pthread"_s, "semaphore"_s, None}));
}

bool add_identity(ref dict) noexcept {
    object version = version_info::make({3, 14, 0, "final"_s, 0});
    object implementation = ref(&simple_namespace_type)(kw{"name"_s, "cpython"_s}, kw{"cache_tag"_s, "cpython-314"_s},
                                                        kw{"version"_s, version}, kw{"hexversion"_s, ref(0x030e00f0)},
                                                        kw{"_multiarch"_s, "x86_64-linux-gnu"_s});
    return implementation && dict_set(dict, "version_info"_s, version) &&
           dict_set(dict, "implementation"_s, implementation) && dict_set(dict, "hexversion"_s, 0x030e00f0) &&
           dict_set(dict, "api_version"_s, 1013) &&
           dict_set(dict, "version"_s, make_str("3.14.0 (cowith) [" COWITH_COMPILER "]")) &&
           dict_set(dict, "platlibdir"_s, "lib"_s) && dict_set(dict, "abiflags"_s, ""_s) &&
           dict_set(dict, "platform"_s, "linux"_s) && dict_set(dict, "byteorder"_s, "little"_s) &&
           dict_set(dict, "executable"_s, make_str(program.argc ? program.argv[0] : "")) &&
           dict_set(dict, "prefix"_s, "/usr"_s) && dict_set(dict, "base_prefix"_s, "/usr"_s) &&
           dict_set(dict, "exec_prefix"_s, "/usr"_s) && dict_set(dict, "base_exec_prefix"_s, "/usr"_s) &&
           dict_set(dict, "float_repr_style"_s, "short"_s) && dict_set(dict, "dont_write_bytecode"_s, False) &&
           dict_set(dict, "copyright"_s, ""_s) && dict_set(dict, "pycache_prefix"_s, None);
}

bool fill_system(ref dict) noexcept {
    system_dict = dict;
    if (!add_functions(dict, functions, "sys"_s) || !add_numbers(dict) || !add_identity(dict)) return false;
    static const char* const streams[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (int fd = 0; fd < 3; ++fd)
        for (const char* name : streams[fd])
            if (!dict_set(dict, intern(name), standard_stream(fd))) return false;
    object argv = program_arguments();
    return dict_set(dict, "argv"_s, argv) && dict_set(dict, "orig_argv"_s, list_from(argv)) &&
           add_functions(dict, breakpoint_hook, "sys") && dict_set(dict, "modules"_s, module_table()) &&
           dict_set(dict, "path"_s, make_list()) && dict_set(dict, "meta_path"_s, make_list()) &&
           dict_set(dict, "path_hooks"_s, make_list()) && dict_set(dict, "path_importer_cache"_s, make_dict()) &&
           dict_set(dict, "warnoptions"_s, make_list()) && dict_set(dict, "_xoptions"_s, make_dict()) &&
           dict_set(dict, "builtin_module_names"_s, tuple("builtins"_s, "gc"_s, "sys"_s));
}

}  // namespace

native_module native_modules::sys("sys", fill_system);

}  // namespace cowith
