// The end of a program, in the order of Py_FinalizeEx: callbacks, flushing, then modules (finalize_modules in Python/pylifecycle.c).
//
// Modules are static here, and functions refer to them; when all of a module's names are reachable only from itself, CPython's
// collector finds it as garbage. So the static count is taken off and the module is offered to the collector as an object like others.
#include "../core/threads.hpp"
#include "import.hpp"
#include "program.hpp"

#include <cowith/gc.hpp>
#include <cowith/io.hpp>

#include <vector>

namespace cowith {

using namespace literals;

void (*run_exit_callbacks)() noexcept = nullptr;
void (*wait_for_other_threads)() noexcept = nullptr;

namespace {

/// What sys holds on to for the user's sake goes first.
void drop_special_names() noexcept {
    if (!system_dict) return;
    for (ref name : {"path"_s, "argv"_s, "last_exc"_s, "last_type"_s, "last_value"_s, "last_traceback"_s})
        if (dict_get_interned(system_dict, name)) dict_set(system_dict, name, None);
    static const char* const restored[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (const auto& [name, original] : restored)
        if (ref stream = dict_get_interned(system_dict, intern(original))) dict_set(system_dict, intern(name), stream);
}

}  // namespace

void finalize_program() noexcept {
    if (wait_for_other_threads) wait_for_other_threads();
    if (run_exit_callbacks) run_exit_callbacks();
    stop_other_threads();
    flush_standard_streams();
    program.finalizing = true;
    drop_special_names();

    std::vector<module_object*> modules;  // those of the program, in the order of import; others die as objects do
    ref key, value;
    const object table = dict_copy(module_table());
    for (std::size_t i = 0; dict_next(table, i, key, value);)
        if (value.type() == &module_type && value.heap()->refs >= header::immortal)
            modules.push_back(value.as<module_object>());
    dict_clear(module_table());
    dict_clear(table);

    for (module_object* m : modules) {
        if (m->native) continue;
        m->refs -= header::immortal;
        if (m->refs == 0) {
            // Nobody refers to it: its dict dies at once, in the order of its names.
            object names = m->snapshot();
            m->refs = 1;
            for (global* g = m->cells; g; g = g->following()) g->forget();
            m->extra.reset();
            names.reset();
            m->refs = header::immortal;
        } else {
            track(m);
        }
    }
    collect();
    // Whoever is still alive is cleared by force, last imported first.
    for (std::size_t i = modules.size(); i-- > 0;) {
        module_object* m = modules[i];
        if (m->native) continue;
        ++m->refs;
        untrack(m);
        m->clear();
        --m->refs;
        m->refs = header::immortal;
    }
    collect();
    flush_standard_streams();
    clear_pending();
}

}  // namespace cowith
