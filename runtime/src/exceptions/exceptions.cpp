// The hierarchy of builtin exceptions and their constructors (Objects/exceptions.c).
#include "layout.hpp"

#include <cowith/class.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>

namespace cowith {
namespace {

/// "X() takes no keyword arguments"; false: failed.
bool no_keywords(ref self, ref names) noexcept {
    if (!names || names.as<tuple_object>()->size == 0) return true;
    raise_error(TypeError_type, "%s() takes no keyword arguments", type_name(self.type()).c_str());
    return false;
}

}  // namespace

bool exception_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!no_keywords(self, names)) return false;
    const auto* made = self.as<exception>()->args.as<tuple_object>();  // what __new__ was given: most often the same
    bool same = made && made->size == count;
    for (std::size_t i = 0; same && i < count; ++i) same = made->items[i].is(args[i]);
    if (!same) self.as<exception>()->args = make_tuple(args, count);
    return true;
}

namespace {

bool stop_iteration_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!exception_init(self, args, count, names)) return false;
    self.as<stop_iteration_exception>()->value = count ? object(args[0]) : object(None);
    return true;
}

bool system_exit_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!exception_init(self, args, count, names)) return false;
    if (count == 1)
        self.as<system_exit_exception>()->code = object(args[0]);
    else if (count > 1)
        self.as<system_exit_exception>()->code = make_tuple(args, count);
    return true;
}

/// Takes the keyword arguments listed in `accepted`, in that order, into `out`.
bool take_keywords(const char* type, const ref* values, ref names, std::initializer_list<const char*> accepted,
                   object* const* out) noexcept {
    if (!names) return true;
    auto* list = names.as<tuple_object>();
    for (std::uint64_t i = 0; i < list->size; ++i) {
        std::size_t place = 0;
        bool found = false;
        for (const char* name : accepted) {
            if (text_of(list->items[i]) == name) {
                *out[place] = object(values[i]);
                found = true;
            }
            ++place;
        }
        if (!found) {
            raise_error(TypeError_type, "%s() got an unexpected keyword argument %R", type, ref(list->items[i]));
            return false;
        }
    }
    return true;
}

bool import_error_init(ref self, const ref* args, std::size_t count, ref names) {
    auto* e = self.as<import_error_exception>();
    e->args = make_tuple(args, count);
    object* const out[] = {&e->name, &e->path, &e->name_from};
    if (!take_keywords("ImportError", args + count, names, {"name", "path", "name_from"}, out)) return false;
    if (count == 1) e->message = object(args[0]);
    return true;
}

bool attribute_error_init(ref self, const ref* args, std::size_t count, ref names) {
    auto* e = self.as<attribute_error_exception>();
    e->args = make_tuple(args, count);
    object* const out[] = {&e->name, &e->owner};
    return take_keywords("AttributeError", args + count, names, {"name", "obj"}, out);
}

bool name_error_init(ref self, const ref* args, std::size_t count, ref names) {
    auto* e = self.as<name_error_exception>();
    e->args = make_tuple(args, count);
    object* const out[] = {&e->name};
    return take_keywords("NameError", args + count, names, {"name"}, out);
}

bool syntax_error_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!exception_init(self, args, count, names)) return false;
    auto* e = self.as<syntax_error_exception>();
    if (count >= 1) e->message = object(args[0]);
    if (count == 2) {
        object details = tuple_from(args[1]);
        if (!details) return false;
        object* const out[] = {&e->filename, &e->line, &e->offset, &e->text, &e->end_line, &e->end_offset};
        auto* list = details.as<tuple_object>();
        for (std::uint64_t i = 0; i < list->size && i < 6; ++i) *out[i] = list->items[i];
    }
    return true;
}

bool unicode_error_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!exception_init(self, args, count, names)) return false;
    auto* e = self.as<unicode_error_exception>();
    const bool translate = is_subtype(self.type(), &UnicodeTranslateError_type);
    const std::size_t wanted = translate ? 4 : 5;
    if (count != wanted) {
        raise_error(TypeError_type, "function takes exactly %zd arguments (%zd given)", wanted, count);
        return false;
    }
    object* const all[] = {&e->encoding, &e->subject, &e->start, &e->end, &e->reason};
    for (std::size_t i = 0; i < wanted; ++i) *all[i + (translate ? 1 : 0)] = object(args[i]);
    return true;
}

// ---- OSError: the class follows errno (PEP 3151)
type_object* class_for_errno(std::int64_t number) noexcept;

object os_error_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    type_object* chosen = &cls;
    std::int64_t number;
    if (&cls == &OSError_type && count >= 2 && count <= 5 && is_int(args[0]) && int_value(args[0], number))
        if (type_object* special = class_for_errno(number)) chosen = special;
    ready(*chosen);
    object made = exception_new<os_error_exception>(*chosen, args, count, names);
    if (chosen != &cls && !made.type()->init(made, args, count, names)) return {};
    return made;
}

bool os_error_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!no_keywords(self, names)) return false;
    auto* e = self.as<os_error_exception>();
    e->args = make_tuple(args, count);
    if (count >= 2 && count <= 5) {
        e->number = object(args[0]);
        e->text = object(args[1]);
        if (count >= 3 && !args[2].is(None)) {
            e->filename = object(args[2]);
            if (count >= 5 && !args[4].is(None)) e->filename2 = object(args[4]);
            e->args = make_tuple(args, 2);
        }
    }
    return true;
}

// ---- texts
object base_str(ref self) {
    auto* args = self.as<exception>()->args.as<tuple_object>();
    if (args->size == 0) return object(intern(""));
    return args->size == 1 ? to_str(args->items[0]) : to_str(self.as<exception>()->args);
}

object base_repr(ref self) {
    str_builder out;
    out.add(type_name_view(self.type()));
    auto* args = self.as<exception>()->args.as<tuple_object>();
    if (args->size == 1) {
        out.add('(');
        if (!out.add_repr(args->items[0])) return {};
        out.add(')');
    } else if (!out.add_repr(self.as<exception>()->args))
        return {};
    return out.finish();
}

/// A KeyError shows the repr of its key.
object key_error_str(ref self) {
    auto* args = self.as<exception>()->args.as<tuple_object>();
    return args->size == 1 ? repr(args->items[0]) : base_str(self);
}

object import_error_str(ref self) {
    auto* e = self.as<import_error_exception>();
    return e->message && is_str(e->message) ? e->message : base_str(self);
}

object os_error_str(ref self) {
    auto* e = self.as<os_error_exception>();
    if (!e->number || !e->text) return base_str(self);
    str_builder out;
    out.add("[Errno ");
    if (!out.add_str(e->number)) return {};
    out.add("] ");
    if (!out.add_str(e->text)) return {};
    if (e->filename) {
        out.add(": ");
        if (!out.add_repr(e->filename)) return {};
        if (e->filename2) {
            out.add(" -> ");
            if (!out.add_repr(e->filename2)) return {};
        }
    }
    return out.finish();
}

object syntax_error_str(ref self) {
    auto* e = self.as<syntax_error_exception>();
    str_builder out;
    if (!out.add_str(e->message ? ref(e->message) : None)) return {};
    std::int64_t line;
    const bool has_line = e->line && is_int(e->line) && int_value(e->line, line);
    const bool has_file = e->filename && is_str(e->filename);
    if (!has_line && !has_file) return out.finish();
    out.add(" (");
    if (has_file) {
        std::string_view path = text_of(e->filename);
        out.add(path.substr(path.rfind('/') + 1));
        if (has_line) out.add(", ");
    }
    if (has_line) {
        out.add("line ");
        if (!out.add_str(e->line)) return {};
    }
    out.add(')');
    return out.finish();
}

object unicode_error_str(ref self) {
    auto* e = self.as<unicode_error_exception>();
    if (!e->reason) return object(intern(""));
    std::int64_t start = 0, end = 0;
    int_value(e->start, start);
    int_value(e->end, end);
    const bool decode = is_subtype(self.type(), &UnicodeDecodeError_type),
               translate = is_subtype(self.type(), &UnicodeTranslateError_type);
    str_builder out;
    if (!translate) {
        out.add('\'');
        if (!out.add_str(e->encoding)) return {};
        out.add("' codec ");
    }
    out.add(decode ? "can't decode " : translate ? "can't translate " : "can't encode ");
    object unit = start < end && end == start + 1 ? ref(e->subject)[start] : object();
    char hex[16];
    std::int64_t byte;
    if (decode && unit && int_value(unit, byte)) {
        std::snprintf(hex, sizeof hex, "byte 0x%02x", static_cast<unsigned>(byte));
        out.add(hex);
        out.add(" in position " + std::to_string(start));
    } else if (!decode && unit && is_str(unit)) {
        object quoted = ascii_repr(unit);
        const std::string_view escaped = text_of(quoted);
        std::string shown(escaped.substr(1, escaped.size() - 2));
        if (escaped.size() == 3) {  // a plain ASCII character
            std::snprintf(hex, sizeof hex, "\\x%02x", static_cast<unsigned char>(escaped[1]));
            shown = hex;
        }
        out.add("character '" + shown + "' in position " + std::to_string(start));
    } else {
        clear_pending();
        out.add((decode ? "bytes in position " : "characters in position ") + std::to_string(start) + "-" +
                std::to_string(end - 1));
    }
    out.add(": ");
    if (!out.add_str(e->reason)) return {};
    return out.finish();
}

// ---- attributes of every exception
object get_args(ref self, const ref*, std::size_t, ref) { return self.as<exception>()->args; }
object set_args(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "args may not be deleted");
    object t = tuple_from(args[0]);
    if (!t) return {};
    self.as<exception>()->args = std::move(t);
    return object(None);
}
object or_none(const object& o) { return o ? o : object(None); }
object get_context(ref self, const ref*, std::size_t, ref) { return or_none(self.as<exception>()->context); }
object get_cause(ref self, const ref*, std::size_t, ref) { return or_none(self.as<exception>()->cause); }
object get_traceback(ref self, const ref*, std::size_t, ref) { return or_none(self.as<exception>()->traceback); }
object get_suppress(ref self, const ref*, std::size_t, ref) {
    return object(boolean(self.as<exception>()->suppress_context));
}
object set_suppress(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "can't delete numeric/char attribute");
    if (args[0].type() != &bool_type) return raise_error(TypeError_type, "attribute value type must be bool");
    self.as<exception>()->suppress_context = args[0].is(True);
    return object(None);
}
/// None or an exception, for __context__ and __cause__.
bool exception_or_none(ref v, const char* what, object& out) noexcept {
    if (v.is(None))
        out.reset();
    else if (has_flag(v, is_exception))
        out = object(v);
    else {
        raise_error(TypeError_type, "exception %s must be None or derive from BaseException", what);
        return false;
    }
    return true;
}
object set_context(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "__context__ may not be deleted");
    return exception_or_none(args[0], "context", self.as<exception>()->context) ? object(None) : object();
}
object set_cause(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "__cause__ may not be deleted");
    if (!exception_or_none(args[0], "cause", self.as<exception>()->cause)) return {};
    self.as<exception>()->suppress_context = true;
    return object(None);
}
object set_traceback(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(TypeError_type, "__traceback__ may not be deleted");
    if (args[0].is(None))
        self.as<exception>()->traceback.reset();
    else if (args[0].type() == &traceback_type)
        self.as<exception>()->traceback = object(args[0]);
    else
        return raise_error(TypeError_type, "__traceback__ must be a traceback or None");
    return object(None);
}
object with_traceback(ref self, const ref* args, std::size_t count, ref names) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseException.with_traceback() takes exactly one argument (%zd given)",
                           count);
    return set_traceback(self, args, 1, names) ? object(self) : object();
}
object add_note(ref self, const ref* args, std::size_t count, ref) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseException.add_note() takes exactly one argument (%zd given)", count);
    if (!is_str(args[0])) return raise_error(TypeError_type, "add_note() argument must be str, not %T", args[0]);
    object notes = find_attribute(self, intern("__notes__"));
    if (!notes) {
        if (is_failed()) return {};
        notes = make_list();
        if (!set_attribute(self, intern("__notes__"), notes)) return {};
    }
    if (!has_flag(notes, is_list)) return raise_error(TypeError_type, "Cannot add note: __notes__ is not a list");
    return list_append(notes, args[0]) ? object(None) : object();
}
object set_state(ref self, const ref* args, std::size_t count, ref) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseException.__setstate__() takes exactly one argument (%zd given)",
                           count);
    if (args[0].is(None)) return object(None);
    ref key, value;
    for (std::size_t i = 0; dict_next(args[0], i, key, value);)
        if (!set_attribute(self, key, value)) return {};
    return object(None);
}

object reduce(ref self, const ref*, std::size_t, ref) {
    object args = get_attribute(self, intern("args"));
    if (!args) return {};
    ref dict = instance_dict(self);
    return dict && dict_size(dict) ? tuple(ref(self.type()), args, dict) : tuple(ref(self.type()), args);
}

constexpr method_definition base_methods[] = {
    {"__reduce__", reduce, "self, /"},
    {"args", get_args, "", method_getter, set_args},
    {"__context__", get_context, "", method_getter, set_context},
    {"__cause__", get_cause, "", method_getter, set_cause},
    {"__traceback__", get_traceback, "", method_getter, set_traceback},
    {"__suppress_context__", get_suppress, "", method_getter, set_suppress},
    {"with_traceback", with_traceback},
    {"add_note", add_note},
    {"__setstate__", set_state},
    {nullptr, nullptr},
};

/// A getter and setter for one field of a layout.
template <class S, object S::* Field> object get_field(ref self, const ref*, std::size_t, ref) {
    return or_none(self.as<S>()->*Field);
}
template <class S, object S::* Field> object set_field(ref self, const ref* args, std::size_t count, ref) {
    if (count)
        self.as<S>()->*Field = object(args[0]);
    else
        (self.as<S>()->*Field).reset();
    return object(None);
}
#define FIELD(text, S, field) {text, get_field<S, &S::field>, "", method_getter, set_field<S, &S::field>}
constexpr method_definition stop_iteration_methods[] = {FIELD("value", stop_iteration_exception, value),
                                                        {nullptr, nullptr}};
constexpr method_definition system_exit_methods[] = {FIELD("code", system_exit_exception, code), {nullptr, nullptr}};
constexpr method_definition os_error_methods[] = {FIELD("errno", os_error_exception, number),
                                                  FIELD("strerror", os_error_exception, text),
                                                  FIELD("filename", os_error_exception, filename),
                                                  FIELD("filename2", os_error_exception, filename2),
                                                  {nullptr, nullptr}};
constexpr method_definition import_error_methods[] = {FIELD("msg", import_error_exception, message),
                                                      FIELD("name", import_error_exception, name),
                                                      FIELD("path", import_error_exception, path),
                                                      FIELD("name_from", import_error_exception, name_from),
                                                      {nullptr, nullptr}};
constexpr method_definition attribute_error_methods[] = {
    FIELD("name", attribute_error_exception, name), FIELD("obj", attribute_error_exception, owner), {nullptr, nullptr}};
constexpr method_definition name_error_methods[] = {FIELD("name", name_error_exception, name), {nullptr, nullptr}};
constexpr method_definition syntax_error_methods[] = {FIELD("msg", syntax_error_exception, message),
                                                      FIELD("filename", syntax_error_exception, filename),
                                                      FIELD("lineno", syntax_error_exception, line),
                                                      FIELD("offset", syntax_error_exception, offset),
                                                      FIELD("text", syntax_error_exception, text),
                                                      FIELD("end_lineno", syntax_error_exception, end_line),
                                                      FIELD("end_offset", syntax_error_exception, end_offset),
                                                      {nullptr, nullptr}};
constexpr method_definition unicode_error_methods[] = {
    FIELD("encoding", unicode_error_exception, encoding), FIELD("object", unicode_error_exception, subject),
    FIELD("start", unicode_error_exception, start),       FIELD("end", unicode_error_exception, end),
    FIELD("reason", unicode_error_exception, reason),     {nullptr, nullptr}};
#undef FIELD

template <class S> constexpr void use_layout(type_object& t) {
    t.instance_size = sizeof(S);
    t.dealloc = exception_dealloc<S>;
    t.traverse = exception_traverse<S>;
    t.clear = exception_clear<S>;
    t.new_ = exception_new<S>;
    t.dict_offset = offsetof(exception, dict);
    t.weakrefs_offset = offsetof(exception, weakrefs);
}
constexpr std::uint32_t exception_flags =
    type_subclassable | type_gc | type_has_dict | type_has_weakrefs | is_exception;

}  // namespace

// The hierarchy. PLAIN: nothing of its own; OF: a layout with its own constructor.
#define PLAIN(name, base) constinit type_object name##_type{#name, &base##_type, exception_flags};
#define OF(name, base, S, setup)                                                                                       \
    constinit type_object name##_type{#name, &base##_type, exception_flags, [](type_object& t) {                       \
                                          use_layout<S>(t);                                                            \
                                          setup                                                                        \
                                      }};

constinit type_object BaseException_type{"BaseException", &object_type, exception_flags, [](type_object& t) {
                                             use_layout<exception>(t);
                                             t.init = exception_init;
                                             t.str = base_str;
                                             t.repr = base_repr;
                                             t.methods = base_methods;
                                         }};
PLAIN(GeneratorExit, BaseException)
PLAIN(KeyboardInterrupt, BaseException)
OF(SystemExit, BaseException, system_exit_exception, t.init = system_exit_init; t.methods = system_exit_methods;)
PLAIN(Exception, BaseException)
PLAIN(ArithmeticError, Exception)
PLAIN(FloatingPointError, ArithmeticError)
PLAIN(OverflowError, ArithmeticError)
PLAIN(ZeroDivisionError, ArithmeticError)
PLAIN(AssertionError, Exception)
OF(AttributeError, Exception, attribute_error_exception, t.init = attribute_error_init;
   t.methods = attribute_error_methods;)
PLAIN(BufferError, Exception)
PLAIN(EOFError, Exception)
OF(ImportError, Exception, import_error_exception, t.init = import_error_init; t.str = import_error_str;
   t.methods = import_error_methods;)
PLAIN(ModuleNotFoundError, ImportError)
PLAIN(LookupError, Exception)
PLAIN(IndexError, LookupError)
constinit type_object KeyError_type{"KeyError", &LookupError_type, exception_flags,
                                    [](type_object& t) { t.str = key_error_str; }};
PLAIN(MemoryError, Exception)
OF(NameError, Exception, name_error_exception, t.init = name_error_init; t.methods = name_error_methods;)
PLAIN(UnboundLocalError, NameError)
OF(OSError, Exception, os_error_exception, t.new_ = os_error_new; t.init = os_error_init; t.str = os_error_str;
   t.methods = os_error_methods;)
PLAIN(BlockingIOError, OSError)
PLAIN(ChildProcessError, OSError)
PLAIN(ConnectionError, OSError)
PLAIN(BrokenPipeError, ConnectionError)
PLAIN(ConnectionAbortedError, ConnectionError)
PLAIN(ConnectionRefusedError, ConnectionError)
PLAIN(ConnectionResetError, ConnectionError)
PLAIN(FileExistsError, OSError)
PLAIN(FileNotFoundError, OSError)
PLAIN(InterruptedError, OSError)
PLAIN(IsADirectoryError, OSError)
PLAIN(NotADirectoryError, OSError)
PLAIN(PermissionError, OSError)
PLAIN(ProcessLookupError, OSError)
PLAIN(TimeoutError, OSError)
PLAIN(ReferenceError, Exception)
PLAIN(RuntimeError, Exception)
PLAIN(NotImplementedError, RuntimeError)
PLAIN(PythonFinalizationError, RuntimeError)
PLAIN(RecursionError, RuntimeError)
PLAIN(StopAsyncIteration, Exception)
OF(StopIteration, Exception, stop_iteration_exception, t.init = stop_iteration_init;
   t.methods = stop_iteration_methods;)
OF(SyntaxError, Exception, syntax_error_exception, t.init = syntax_error_init; t.str = syntax_error_str;
   t.methods = syntax_error_methods;)
PLAIN(IndentationError, SyntaxError)
PLAIN(TabError, IndentationError)
PLAIN(SystemError, Exception)
PLAIN(TypeError, Exception)
PLAIN(ValueError, Exception)
PLAIN(UnicodeError, ValueError)
OF(UnicodeDecodeError, UnicodeError, unicode_error_exception, t.init = unicode_error_init; t.str = unicode_error_str;
   t.methods = unicode_error_methods;)
OF(UnicodeEncodeError, UnicodeError, unicode_error_exception, t.init = unicode_error_init; t.str = unicode_error_str;
   t.methods = unicode_error_methods;)
OF(UnicodeTranslateError, UnicodeError, unicode_error_exception, t.init = unicode_error_init; t.str = unicode_error_str;
   t.methods = unicode_error_methods;)
PLAIN(Warning, Exception)
PLAIN(BytesWarning, Warning)
PLAIN(DeprecationWarning, Warning)
PLAIN(EncodingWarning, Warning)
PLAIN(FutureWarning, Warning)
PLAIN(ImportWarning, Warning)
PLAIN(PendingDeprecationWarning, Warning)
PLAIN(ResourceWarning, Warning)
PLAIN(RuntimeWarning, Warning)
PLAIN(SyntaxWarning, Warning)
PLAIN(UnicodeWarning, Warning)
PLAIN(UserWarning, Warning)
#undef PLAIN
#undef OF

namespace {
type_object* class_for_errno(std::int64_t number) noexcept {
    switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return &BlockingIOError_type;
    case EPIPE:
    case ESHUTDOWN: return &BrokenPipeError_type;
    case ECHILD: return &ChildProcessError_type;
    case ECONNABORTED: return &ConnectionAbortedError_type;
    case ECONNREFUSED: return &ConnectionRefusedError_type;
    case ECONNRESET: return &ConnectionResetError_type;
    case EEXIST: return &FileExistsError_type;
    case ENOENT: return &FileNotFoundError_type;
    case EISDIR: return &IsADirectoryError_type;
    case ENOTDIR: return &NotADirectoryError_type;
    case EINTR: return &InterruptedError_type;
    case EACCES:
    case EPERM: return &PermissionError_type;
    case ESRCH: return &ProcessLookupError_type;
    case ETIMEDOUT: return &TimeoutError_type;
    default: return nullptr;
    }
}
}  // namespace

object take_stop_iteration_value() noexcept {
    object e = take_pending();
    const object& value = e.as<stop_iteration_exception>()->value;
    return value ? value : object(None);
}

}  // namespace cowith
