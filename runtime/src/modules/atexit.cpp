// The atexit module (Modules/atexitmodule.c).
#include "../builtins/builtins.hpp"
#include "program.hpp"

#include <cowith/native_modules.hpp>

#include <vector>

namespace cowith {

using namespace literals;

namespace {

struct exit_callback {
    object function, args, keywords;
};
std::vector<exit_callback>& callbacks() noexcept {
    static auto& list = *new std::vector<exit_callback>;
    return list;
}

void run_all() noexcept {
    while (!callbacks().empty()) {
        exit_callback last = std::move(callbacks().back());
        callbacks().pop_back();
        if (!call_tuple(last.function, last.args, last.keywords))
            write_unraisable(last.function, "Exception ignored in atexit callback");
    }
}

object add(ref, const ref* args, std::size_t count, ref names) {
    if (count == 0) return raise_error(TypeError_type, "register() takes at least 1 argument (0 given)");
    ready(*args[0].type());
    if (!args[0].is_heap() || !args[0].type()->call)
        return raise_error(TypeError_type, "the first argument must be callable");
    object keywords;
    const auto* list = names ? names.as<tuple_object>() : nullptr;
    if (list && list->size) {
        keywords = make_dict();
        for (std::size_t i = 0; i < list->size; ++i)
            if (!dict_set(keywords, list->items[i], args[count + i])) return {};
    }
    callbacks().push_back({args[0], make_tuple(args + 1, count - 1), keywords});
    return args[0];
}
object remove(ref, const ref* args, std::size_t, ref) {
    auto& list = callbacks();
    for (std::size_t i = list.size(); i-- > 0;) {
        const int same = compare_truth(list[i].function, args[0], compare::eq);
        if (same < 0) return {};
        if (same) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return None;
}
object clear(ref, const ref*, std::size_t, ref) {
    callbacks().clear();
    return None;
}
object run(ref, const ref*, std::size_t, ref) {
    run_all();
    return None;
}
object count_callbacks(ref, const ref*, std::size_t, ref) { return static_cast<std::int64_t>(callbacks().size()); }

constexpr method_definition functions[] = {{"register", add},
                                           {"unregister", remove, "func, /"},
                                           {"_clear", clear, "/"},
                                           {"_run_exitfuncs", run, "/"},
                                           {"_ncallbacks", count_callbacks, "/"},
                                           {nullptr, nullptr}};

bool fill(ref dict) noexcept {
    run_exit_callbacks = run_all;
    return add_functions(dict, functions, "atexit"_s);
}

}  // namespace

native_module native_modules::atexit("atexit", fill);

}  // namespace cowith
