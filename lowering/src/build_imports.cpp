// import and from ... import.

#include "builder.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::value;

void function_builder::import_names(const ast::import_stmt& s) {
    for (const ast::alias* a : s.names) {
        const bool dotted = a->name.find('.') != std::string_view::npos;
        const bool top = a->asname.empty();
        value* v = runtime(top && dotted ? "import_top" : "import_module", {text(a->name)}, &s.loc);
        bind_name(top ? a->name.substr(0, a->name.find('.')) : a->asname, v);
    }
}

void function_builder::import_from(const ast::import_from_stmt& s) {
    const bool future = s.level == 0 && s.module == "__future__";
    const auto unused = [&](const ast::alias* a) {  // the names that such imports bind are hardly ever read
        const ast::scoped_name* n = scope_->lookup(a->asname.empty() ? a->name : a->asname);
        return n == nullptr || !n->is_referenced;
    };
    if (future && std::all_of(s.names.begin(), s.names.end(), unused)) return;
    std::string name(s.module);
    if (s.level == 0)
        for (const ast::alias* a : s.names) module_.check_member(s.module, a->name, a->loc);
    if (s.level > 0) {
        // `.` is the package of this module.
        std::string package = module_.input.name;
        std::uint32_t up = s.level - (module_.input.is_package ? 1 : 0);
        bool outside = false;
        while (up-- > 0) {
            const std::size_t dot = package.rfind('.');
            if (dot == std::string::npos) {
                outside = up > 0 || package.empty() || !module_.input.name.empty();
                package.clear();
                if (up > 0) break;
            } else {
                package.resize(dot);
            }
        }
        if (package.empty() && outside) {
            evaluate(boolean(runtime("import_beyond_top",
                                     {literal(module_.input.name.find('.') == std::string::npos ? "false" : "true")},
                                     &s.loc)));
            return;
        }
        name = name.empty() ? package : package + "." + name;
    }
    if (s.names.size() == 1 && s.names[0]->name == "*") {
        evaluate(boolean(runtime("import_star", {literal("module_"), text(name)}, &s.loc)));
        return;
    }
    std::vector<value*> operands{text(name)};
    std::vector<std::pair<std::string_view, ir::variable*>> later;
    std::vector<ir::target> targets;
    for (const ast::alias* a : s.names) {
        const std::string_view bound = a->asname.empty() ? a->name : a->asname;
        ir::target t = name_target(bound);
        if (t.is == ir::target::kind::name_in_class) {
            ir::variable* item = temporary(std::string(bound));
            t = {ir::target::kind::variable, item};
            later.emplace_back(bound, item);
        }
        targets.push_back(t);
        value* place = target_value(*this, t);
        if (t.is == ir::target::kind::global && a->asname.empty())
            operands.push_back(place);
        else
            operands.push_back(operation(opcode::runtime, "import_as", {text(a->name), place}, nullptr));
    }
    for (auto& [bound, item] : later) item->uses = 0;
    ir::stmt* made = evaluate(boolean(runtime("import_names", operands, &s.loc)));
    made->targets = targets;
    for (const ir::target& t : targets)
        if (t.var != nullptr) set_bound(t.var, true);
    for (auto& [bound, item] : later) bind_name(bound, read(item));
}

}  // namespace cowith::lowering
