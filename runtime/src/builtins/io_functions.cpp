// print, input and open: Python/bltinmodule.c.
#include "builtins.hpp"
#include "io/file.hpp"

namespace cowith {
namespace {

/// Writes to native text files directly, to anything else by its write method.
bool write_to(ref file, ref text) noexcept {
    if (file.is_instance_exactly(text_file_type)) return text_write(*file.as<text_file>(), text);
    static const ref write = intern("write");
    return bool(file.call(write, text));
}

bool check_text(const char* name, ref x) noexcept {
    if (!x || x.is(None) || is_str(x)) return true;
    raise_error(TypeError_type, "%s must be None or a string, not %T", name, x);
    return false;
}

object print(ref, const ref* args, std::size_t count, ref names) {
    ref sep, end, file, flush;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i) {
        const ref name = names.as<tuple_object>()->items[i];
        if (text_of(name) == "sep")
            sep = args[count + i];
        else if (text_of(name) == "end")
            end = args[count + i];
        else if (text_of(name) == "file")
            file = args[count + i];
        else if (text_of(name) == "flush")
            flush = args[count + i];
        else
            return raise_error(TypeError_type, "print() got an unexpected keyword argument '%S'", name);
    }
    object out = file && !file.is(None) ? object(file) : current_stream(1);
    if (!out) return is_failed() ? failed : raise_error(RuntimeError_type, "lost sys.stdout");
    if (out.is(None)) return None;
    if (!check_text("sep", sep) || !check_text("end", end)) return {};
    static const ref space = intern(" "), line_end = intern("\n");
    if (!sep || sep.is(None)) sep = space;
    if (!end || end.is(None)) end = line_end;
    for (std::size_t i = 0; i < count; ++i) {
        if (i && !write_to(out, sep)) return {};
        object text = to_str(args[i]);
        if (!text || !write_to(out, text)) return {};
    }
    if (!write_to(out, end)) return {};
    if (flush) {
        const int now = truth_of(flush);
        static const ref flush_name = intern("flush");
        if (now < 0 || (now && !out.call(flush_name))) return {};
    }
    return None;
}

object input(ref, const ref* args, std::size_t, ref) {
    object in = current_stream(0), out = current_stream(1);
    if (!in || in.is(None)) return raise_error(RuntimeError_type, "input(): lost sys.stdin");
    if (!out || out.is(None)) return raise_error(RuntimeError_type, "input(): lost sys.stdout");
    static const ref flush = intern("flush"), readline = intern("readline");
    if (args[0]) {
        object prompt = to_str(args[0]);
        if (!prompt || !write_to(out, prompt)) return {};
    }
    if (!out.call(flush)) return {};
    object line = in.call(readline);
    if (!line) return {};
    if (!is_str(line)) return raise_error(TypeError_type, "input() returned non-string");
    std::string_view text = text_of(line);
    if (text.empty()) return raise_error(EOFError_type, "EOF when reading a line");
    return text.back() == '\n' ? make_str(text.substr(0, text.size() - 1)) : line;
}

object open(ref, const ref* args, std::size_t, ref) {
    return open_file(args[0], args[1], args[2], args[3], args[4], args[5], args[6], args[7]);
}

/// exec, eval and compile under --defer, and in modules of the library.
object needs_compiler(ref, const ref*, std::size_t, ref) {
    return raise_error(NotImplementedError_type,
                       "a translated program holds no Python compiler: no exec(), eval() or compile()");
}

}  // namespace

const method_definition io_functions[] = {
    {"input", input, "prompt='', /"},
    {"open", open, "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None"},
    {"print", print},
    {"exec", needs_compiler, "source, /, globals=None, locals=None, *, closure=None"},
    {"eval", needs_compiler, "source, /, globals=None, locals=None"},
    {"compile", needs_compiler,
     "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1"},
    {nullptr, nullptr},
};

}  // namespace cowith
