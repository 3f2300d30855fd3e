// Importing: registered modules, sys.modules, `import`, `from ... import` (Lib/importlib/_bootstrap.py, Python/ceval.c: import_from).
#include "import.hpp"

#include "../builtins/builtins.hpp"
#include "../core/threads.hpp"
#include "exceptions/frame_object.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>

#include <cstring>

namespace cowith {

using namespace literals;

namespace {
module_object* registered = nullptr;
}

object imported_modules;

void register_module(module_object& m) noexcept {
    m.next_registered = registered ? registered : &m;  // the last one points to itself: on the list
    registered = &m;
}

/// The module that was registered before that one; null: none.
static module_object* before(const module_object& m) noexcept {
    return m.next_registered == &m ? nullptr : m.next_registered;
}

module_object* find_registered_module(const char* dotted_name) noexcept {
    module_object* found = nullptr;
    for (module_object* m = registered; m; m = before(*m))
        if (std::strcmp(m->name, dotted_name) == 0) {
            found = m;
            if (m->source) break;  // a file of the user's goes before the module of the same name of the library
        }
    return found;
}

module_object* module_of_source(const source_text* source) noexcept {
    if (!source) return nullptr;
    for (module_object* m = registered; m; m = before(*m))
        if (m->source == source) return m;
    return nullptr;
}

const source_text* source_of_path(std::string_view path) noexcept {
    for (module_object* m = registered; m; m = before(*m))
        if (m->source && path == m->source->path) return m->source;
    return nullptr;
}

ref find_builtin(ref name) noexcept {
    static module_object* builtins = nullptr;
    if (!builtins) {
        builtins = &native_modules::builtins.module;
        initialize_module(*builtins);
    }
    return builtins->own(name);
}

/// Threads that wait until another one has run a module's code.
static thread_line import_line;

/// False: a signal's exception is pending. Threads that would wait for each other see modules as they are (_DeadlockError).
static bool wait_for_import(module_object& m) noexcept {
    for (const thread_record* t = m.importer; t && t->awaited_module; t = t->awaited_module->importer)
        if (t->awaited_module->importer == state.thread) return true;
    thread_record& mine = *state.thread;
    thread_line::place place{&mine, 0};
    mine.awaited_module = &m;
    bool ok = true;
    while (ok && m.progress == module_object::running && m.importer && m.importer != &mine)
        ok = import_line.wait(place, -1) != thread_line::end::interrupted || !interrupt_arrived();
    mine.awaited_module = nullptr;
    return ok;
}

bool initialize_module(module_object& m) noexcept {
    if (m.progress != module_object::fresh) return true;
    m.prepare();
    m.progress = module_object::running;
    m.importer = state.thread;
    const bool ok = m.native ? m.native->fill(m.extra) : !m.body || m.body(m);
    m.progress = ok ? module_object::done : module_object::fresh;
    m.importer = nullptr;
    import_line.wake_all();
    return ok;
}

object& module_table() noexcept {
    if (!imported_modules) imported_modules = make_dict();
    return imported_modules;
}

namespace {

failed_t set_import_error_fields(ref name, ref path) noexcept {
    if (state.pending && is_subtype(state.pending->type, &ImportError_type)) {
        auto* e = static_cast<import_error_exception*>(state.pending);
        e->name = name;
        if (path) e->path = path;
    }
    return failed;
}

failed_t raise_not_found(ref name, const char* detail = "") noexcept {
    raise_error(ModuleNotFoundError_type, "No module named %R%s", name, detail);
    return set_import_error_fields(name, {});
}

object bound_in_parent(ref name, module_object* parent, object module) noexcept {
    const std::string_view text = text_of(name);
    if (parent && !module_set(ref(parent), intern(text.substr(text.rfind('.') + 1)), module)) return {};
    return module;
}

/// A namespace package (PEP 420): no file of its own, only modules below its name. Empty, with nothing pending: there are none.
object make_namespace(ref name) noexcept {
    const std::string start = std::string(text_of(name)) + ".";
    object folders = list();
    for (const module_object* m = registered; m; m = before(*m)) {
        const std::string_view below(m->name);
        if (!below.starts_with(start) || !m->source) continue;
        std::string_view folder(m->source->path);
        const auto above = [&] { folder = folder.substr(0, folder.rfind('/') == folder.npos ? 0 : folder.rfind('/')); };
        above();
        if (m->is_package) above();
        for (const char c : below.substr(start.size()))
            if (c == '.') above();
        object text = make_str(folder);
        if (contains(folders, text) == 0) list_append(folders, text);
    }
    if (folders.as<list_object>()->size == 0) return {};
    object made = ref(&module_type)(name);
    if (!made || !module_set(made, "__package__"_s, name) || !module_set(made, "__file__"_s, None) ||
        !module_set(made, "__path__"_s, folders))
        return {};
    return made;
}

/// Imports one module whose parents are there already.
object import_one(ref name, module_object* parent) noexcept {
    ref known = dict_get(module_table(), name);
    if (known) {
        module_object* running = known.type() == &module_type ? known.as<module_object>() : nullptr;
        if (running && running->importer && running->importer != state.thread) [[unlikely]] {
            if (!wait_for_import(*running)) return {};
            if (running->progress == module_object::fresh) return import_one(name, parent);  // its import failed
            known = dict_get(module_table(), name);
            if (!known) return import_one(name, parent);
        }
        if (!known.is(None)) return known;
        raise_error(ModuleNotFoundError_type, "import of %S halted; None in sys.modules", name);
        return set_import_error_fields(name, {});
    }
    module_object* m = find_registered_module(name.as<str_object>()->text);
    if (!m) {
        if (object made = make_namespace(name)) {
            if (!dict_set(module_table(), name, made)) return {};
            return bound_in_parent(name, parent, made);
        }
        if (is_failed()) return {};
        if (parent && !parent->own("__path__"_s) && !parent->native)
            return raise_not_found(name, ("; '" + std::string(parent->name) + "' is not a package").c_str());
        return raise_not_found(name);
    }
    m->prepare();
    if (!dict_set(module_table(), name, ref(m))) return {};
    if (!initialize_module(*m)) {
        saved_error keep;
        dict_remove(module_table(), name);
        return {};
    }
    // The module may have replaced itself.
    ref now = dict_get(module_table(), name);
    return bound_in_parent(name, parent, now ? object(now) : object(ref(m)));
}

struct imported {
    object top, last;
};
imported import_all(ref dotted_name) noexcept {
    const std::string_view text = text_of(dotted_name);
    imported result;
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = text.find('.', end ? end + 1 : 0);
        const ref name = end == std::string_view::npos ? intern_str(dotted_name) : intern(text.substr(0, end));
        module_object* parent =
            result.last && result.last.type() == &module_type ? result.last.as<module_object>() : nullptr;
        result.last = import_one(name, parent);
        if (!result.last) return {};
        if (!result.top) result.top = result.last;
    }
    return result;
}

}  // namespace

bool module_set(ref module, ref name, ref value) noexcept { return set_attribute(module, name, value); }

object import_module(ref dotted_name) noexcept { return import_all(dotted_name).last; }
object import_top(ref dotted_name) noexcept { return import_all(dotted_name).top; }

/// A module of that name is part of the program, or a namespace package.
static bool is_importable(const std::string& name) noexcept {
    const std::string start = name + ".";
    for (const module_object* m = registered; m; m = before(*m))
        if (m->name == name || std::string_view(m->name).starts_with(start)) return true;
    return false;
}

object import_from(ref module, ref name) noexcept {
    if (!module) return pass_on();
    object found = find_attribute(module, name);
    if (found || is_failed()) return found;
    object own_name = find_attribute(module, "__name__"_s);
    if (!own_name || !is_str(own_name)) {
        if (is_failed()) return {};
        raise_error(ImportError_type, "cannot import name %R from <unknown module name> (unknown location)", name);
        return set_import_error_fields(None, {});
    }
    const std::string full = std::string(text_of(own_name)) + "." + std::string(text_of(name));
    if (ref known = dict_get(module_table(), make_str(full))) return known;
    module_object* m = module.type() == &module_type ? module.as<module_object>() : nullptr;
    if (m && (m->native || m->own("__path__"_s)) && is_importable(full)) return import_one(intern(full), m);
    object file = find_attribute(module, "__file__"_s);
    if (is_failed()) return {};
    const std::string place = file && is_str(file) ? std::string(text_of(file)) : std::string("unknown location");
    if (m && m->progress == module_object::running)
        raise_error(
            ImportError_type,
            "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%s)",
            name, ref(own_name), place.c_str());
    else
        raise_error(ImportError_type, "cannot import name %R from %R (%s)", name, ref(own_name), place.c_str());
    if (state.pending && is_subtype(state.pending->type, &ImportError_type))
        static_cast<import_error_exception*>(state.pending)->name_from = name;
    return set_import_error_fields(own_name, file);
}

native_module native_modules::builtins("builtins", fill_builtins);

}  // namespace cowith
