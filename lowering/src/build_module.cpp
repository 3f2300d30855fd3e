// A module: its globals and what is known about them, its body, and what its functions share.

#include "builder.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

module_builder::module_builder(const module_input& in, const lowering_options& opts, ast::diagnostics& diagnostics)
    : input(in), options(opts), sink(diagnostics),
      cpp_name(opts.is_library ? library_namespace(in.name) : cpp_module_name(in.name)) {}

std::string cpp_module_name(const std::string& dotted) {
    std::string name = dotted;
    std::replace(name.begin(), name.end(), '.', '_');
    for (char& c : name)
        if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              static_cast<unsigned char>(c) >= 0x80))
            c = '_';
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name.insert(0, "_");
    name = cpp_identifier(name);
    return name == "main" ? "main_" : name;
}

std::string library_namespace(const std::string& dotted) {
    std::string name = "cowith_" + dotted;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

ir::value* module_builder::make_value(ir::opcode op) {
    ir::value* v = memory_.make<ir::value>();
    v->op = op;
    return v;
}

ir::stmt* module_builder::make_stmt(ir::stmt_kind kind, const ast::stmt* origin) {
    ir::stmt& s = stmts_.emplace_back();
    s.kind = kind;
    s.origin = origin;
    return &s;
}

ir::label* module_builder::make_label(std::string name) {
    ir::label& l = labels_.emplace_back();
    l.name = std::move(name);
    return &l;
}

std::string module_builder::unique_name(const std::string& space, std::string wish) {
    const std::string base = wish;
    while (taken_[space + "::" + wish]++ != 0) wish = base + "_" + std::to_string(taken_[space + "::" + base]);
    return wish;
}

void module_builder::unsupported(const ast::location& where, const std::string& message, const std::string& help,
                                 const char* code) {
    sink.error(code, input.source->path, where, message).help.push_back(help);
}

void module_builder::check_member(std::string_view module, std::string_view member, const ast::location& where) {
    if (options.defer || module != "asyncio") return;
    for (std::string_view missing : {"open_connection", "start_server", "open_unix_connection", "start_unix_server",
                                     "create_subprocess_exec", "create_subprocess_shell"})
        if (member == missing)
            unsupported(where, "asyncio." + std::string(member) + "() isn't supported yet",
                        "use a C++ library for it through --native; what doesn't need it works under --defer");
}

std::string_view module_builder::module_named(std::string_view global) const {
    const auto found = facts_.find(global);
    const bool sure = found != facts_.end() && found->second.bindings == 1 && !found->second.elsewhere;
    return sure ? found->second.module : std::string_view();
}

// Counts how the names of the module's scope are bound at module level.
class global_scan {
  public:
    explicit global_scan(module_builder& m) : module_(m) {}

    void block(const ast::stmt_list& body, bool conditional) {
        for (const ast::stmt* s : body) statement(*s, conditional);
    }

  private:
    void bind(std::string_view name, bool conditional) {
        auto& f = module_.facts_[name];
        ++f.bindings;
        f.conditional |= conditional;
    }
    void target(const ast::expr* e, bool conditional) {
        if (e == nullptr) return;
        if (const auto* n = ast::dyn<ast::name>(e))
            bind(n->id, conditional);
        else if (const auto* t = ast::dyn<ast::tuple>(e))
            for (const ast::expr* elt : t->elts) target(elt, conditional);
        else if (const auto* l = ast::dyn<ast::list>(e))
            for (const ast::expr* elt : l->elts) target(elt, conditional);
        else if (const auto* s = ast::dyn<ast::starred>(e))
            target(s->value, conditional);
    }
    void statement(const ast::stmt& s, bool conditional) {
        if (const auto* f = ast::dyn<ast::function_def>(&s))
            bind(f->name, conditional);
        else if (const auto* c = ast::dyn<ast::class_def>(&s))
            bind(c->name, conditional);
        else if (const auto* a = ast::dyn<ast::assign>(&s))
            for (const ast::expr* t : a->targets) target(t, conditional);
        else if (const auto* n = ast::dyn<ast::ann_assign>(&s)) {
            if (n->value != nullptr) target(n->target, conditional);
        } else if (const auto* g = ast::dyn<ast::aug_assign>(&s))
            target(g->target, true);
        else if (const auto* i = ast::dyn<ast::import_stmt>(&s)) {
            for (const ast::alias* al : i->names) {
                const auto top = al->name.substr(0, al->name.find('.'));
                const auto name = al->asname.empty() ? top : al->asname;
                bind(name, conditional);
                auto& facts = module_.facts_[name];
                facts.module_name = true;
                facts.module = al->asname.empty() ? top : al->name;
            }
        } else if (const auto* from = ast::dyn<ast::import_from_stmt>(&s)) {
            for (const ast::alias* al : from->names) bind(al->asname.empty() ? al->name : al->asname, conditional);
        } else if (const auto* branch = ast::dyn<ast::if_stmt>(&s)) {
            block(branch->body, true);
            block(branch->orelse, true);
        } else if (const auto* loop = ast::dyn<ast::for_stmt>(&s)) {
            target(loop->target, true);
            target(loop->target, true);
            block(loop->body, true);
            block(loop->orelse, true);
        } else if (const auto* w = ast::dyn<ast::while_stmt>(&s)) {
            block(w->body, true);
            block(w->orelse, true);
        } else if (const auto* with = ast::dyn<ast::with_stmt>(&s)) {
            for (const ast::with_item* item : with->items) target(item->optional_vars, true);
            block(with->body, true);
        } else if (const auto* t = ast::dyn<ast::try_stmt>(&s)) {
            block(t->body, true);
            for (const ast::except_handler* h : t->handlers) block(h->body, true);
            block(t->orelse, true);
            block(t->finalbody, true);
        } else if (const auto* m = ast::dyn<ast::match_stmt>(&s)) {
            for (const ast::match_case* c : m->cases) block(c->body, true);
        }
    }
    module_builder& module_;
};

void module_builder::classify_globals() {
    global_scan(*this).block(input.tree->body, false);
    for (const ast::scope& s : input.table->all()) {
        has_star_import |= s.has_star_import;
        for (const ast::scoped_name& n : s.names) {
            if (s.is_module()) {
                if (n.is_bound() && !facts_.contains(n.name)) facts_[n.name].conditional = true;
                if (n.is_deleted) facts_[n.name].deleted = true;
            } else if (n.kind == ast::name_kind::global_explicit && n.is_bound()) {
                facts_[n.name].elsewhere = true;
                if (n.is_deleted) facts_[n.name].deleted = true;
            }
        }
    }
}

ir::global* module_builder::find_global(std::string_view name) {
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    ir::global& g = globals.emplace_back();
    g.python_name = name;
    g.cpp_name = cpp_identifier(name);
    const auto facts = facts_.find(name);
    if (facts == facts_.end()) {
        const bool dunder = name == "__name__" || name == "__file__" || name == "__doc__" || name == "__package__" ||
                            name == "__spec__" || name == "__loader__" || name == "__builtins__";
        // `from m import *` may bind any name, but nobody exports these: they are what the module itself looks like.
        const bool own = name == "globals" || name == "locals" || name == "vars" || name == "dir";
        g.builtin = dunder || own || (!has_star_import && is_builtin_name(name));
    } else if (options.infer) {
        const global_facts& f = facts->second;
        g.stable = f.bindings == 1 && !f.conditional && !f.deleted && !f.elsewhere;
        g.is_module = g.stable && f.module_name;
        g.always_bound = f.bindings > 0 && !f.conditional && !f.deleted;
    }
    by_name_.emplace(g.python_name, &g);
    return &g;
}

void function_builder::build_module(const ast::stmt_list& body) {
    fn_.kind = ir::function_kind::module_body;
    fn_.python_name = "<module>";
    fn_.qualified_name = "<module>";
    fn_.cpp_name = module_.unique_name("", "module_body");
    fn_.code_name = module_.unique_name("", "module_code");
    fn_.first_line = 1;
    if (const ast::constant* doc = ast::docstring(body)) {
        fn_.has_doc = true;
        fn_.doc = clean_doc(doc->text);
    }
    body_with_annotations(body, module_.input.table->module_annotations());
    module_.printed.push_back(&fn_);
}

void module_builder::build() {
    classify_globals();
    for (const char* name : {"module_", "g", "source_", "lines_", "globals_"}) (void)unique_name("", name);
    ir::function& body = functions.emplace_back();
    function_builder b(*this, body, input.table->module(), nullptr);
    b.build_module(input.tree->body);
}

}  // namespace cowith::lowering
