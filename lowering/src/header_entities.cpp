#include "header_entities.hpp"

#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {
namespace {

using kind = header_function::kind;

std::string doc_of(const ast::stmt_list& body) {
    const ast::constant* doc = ast::docstring(body);
    return doc == nullptr ? "" : clean_doc(doc->text);
}

class collector {
  public:
    collector(const ast::module_ast& tree, const ast::symbol_table& table) : types_(tree), table_(table) {
        for (const ast::stmt* s : tree.body) {
            if (const auto* f = ast::dyn<ast::function_def>(s))
                function(*f);
            else if (const auto* c = ast::dyn<ast::class_def>(s))
                class_(*c);
        }
    }
    header_entities take() { return std::move(found_); }

  private:
    bool decorated(const ast::expr_list& decorators, std::string_view with) const {
        return std::any_of(decorators.begin(), decorators.end(),
                           [&](const ast::expr* d) { return types_.meaning(d) == with; });
    }

    void function(const ast::function_def& f) {
        if (f.name.starts_with('_') || decorated(f.decorator_list, "typing.overload")) return;
        header_function made = described(f, kind::function);
        std::erase_if(found_.functions, [&](const auto& other) { return other.python_name == made.python_name; });
        found_.functions.push_back(std::move(made));
    }

    header_function described(const ast::function_def& f, kind is) {
        header_function made;
        made.is = is;
        made.python_name = f.name;
        made.cpp_name = cpp_identifier(f.name);
        made.doc = doc_of(f.body);
        made.result = result_of(f);
        parameters(f, is == kind::method || is == kind::constructor || is == kind::getter || is == kind::setter, made);
        return made;
    }

    std::string result_of(const ast::function_def& f) {
        const ast::scope* scope = table_.of(&f);
        const bool generator = scope != nullptr && scope->has_yield;
        if (decorated(f.decorator_list, "contextlib.asynccontextmanager"))
            return "cowith::async_manager<" + types_.iterated(f.returns, true) + ">";
        if (decorated(f.decorator_list, "contextlib.contextmanager"))
            return "cowith::manager<" + types_.iterated(f.returns, false) + ">";
        if (generator)
            return (f.is_async() ? "cowith::async_range_of<" : "cowith::range_of<") +
                   types_.iterated(f.returns, f.is_async()) + ">";
        const std::string value = types_.result(f.returns);
        return f.is_async() ? "cowith::task<" + value + ">" : value;
    }

    void parameters(const ast::function_def& f, bool has_receiver, header_function& into) {
        const ast::arguments& args = *f.args;
        std::vector<const ast::arg*> positional(args.posonlyargs.begin(), args.posonlyargs.end());
        const std::size_t positional_only = positional.size();
        positional.insert(positional.end(), args.args.begin(), args.args.end());
        const std::size_t first_default = positional.size() - args.defaults.size();
        bool by_name = false;
        for (std::size_t i = has_receiver ? 1 : 0; i < positional.size(); ++i) {
            const ast::expr* default_value = i >= first_default ? args.defaults[i - first_default] : nullptr;
            auto p = parameter(*positional[i], default_value);
            // Where one may be left out, those behind it go by their names.
            by_name |= p.type.starts_with("const cowith::or_default<");
            if (by_name && i >= positional_only) p.how = passing::keyword;
            into.parameters.push_back(std::move(p));
        }
        if (args.vararg != nullptr && !by_name)
            into.parameters.push_back(
                {"", cpp_identifier(args.vararg->name), "const cowith::more_arguments&", "{}", passing::more});
        for (std::size_t i = 0; i < args.kwonlyargs.size(); ++i) {
            auto p = parameter(*args.kwonlyargs[i], args.kw_defaults[i]);
            p.how = passing::keyword;
            into.parameters.push_back(std::move(p));
        }
        if (args.kwarg != nullptr)
            into.parameters.push_back(
                {"", cpp_identifier(args.kwarg->name), "const cowith::more_keywords&", "{}", passing::more_by_name});
        order_defaults(into);
    }

    header_parameter parameter(const ast::arg& a, const ast::expr* default_value) {
        header_parameter p;
        p.python_name = a.name;
        p.cpp_name = cpp_identifier(a.name);
        std::string value = types_.value(a.annotation);
        if (value == "void") value = "cowith::object";
        if (default_value == nullptr) {
            p.type = header_types::parameter(value);
            return p;
        }
        p.default_value = literal_default(default_value, value);
        if (p.default_value.empty()) {
            p.type = "const cowith::or_default<" + value + ">&";
            p.default_value = "{}";
        } else {
            p.type = header_types::parameter(value);
        }
        return p;
    }

    /// C++ wants parameters without a default first: keyword-only ones without move in front of those with.
    static void order_defaults(header_function& f) {
        std::vector<header_parameter> ordered;
        for (const bool with_default : {false, true})
            for (const auto& p : f.parameters)
                if (p.default_value.empty() != with_default) ordered.push_back(p);
        f.parameters = std::move(ordered);
        for (auto& p : f.parameters)
            if (p.cpp_name == cpp_identifier(f.python_name) || p.cpp_name == "create") p.cpp_name += '_';
    }

    // ---- classes
    void class_(const ast::class_def& c) {
        if (!types_.is_class(c.name)) return;
        header_class made;
        made.python_name = c.name;
        made.cpp_name = cpp_identifier(c.name);
        types_.inside(made.cpp_name);
        made.doc = doc_of(c.body);
        bool is_enum = false;
        for (const ast::expr* base : c.bases) {
            const std::string name = types_.meaning(base);
            if (made.base.empty() && find(name) != nullptr) made.base = find(name)->cpp_name;
            is_enum |= name.starts_with("enum.");
        }
        const bool is_dataclass = decorated(c.decorator_list, "dataclasses.dataclass");
        const bool is_tuple = std::any_of(c.bases.begin(), c.bases.end(),
                                          [&](const ast::expr* b) { return types_.meaning(b) == "typing.NamedTuple"; });
        const bool fields_make_it = is_dataclass || is_tuple;
        is_frozen_ = is_tuple || is_frozen(c);
        bool has_init = false;
        for (const ast::stmt* s : c.body) {
            if (const auto* f = ast::dyn<ast::function_def>(s)) {
                if (f->name == "__init__") {
                    has_init = true;
                    constructor(*f, made);
                    fields_of_init(*f, made);
                } else if (!f->name.starts_with('_')) {
                    method(*f, made);
                } else if (f->name == "__enter__" && !f->is_async()) {
                    made.entered = entered_type(*f, made);
                } else if (f->name == "__aenter__") {
                    made.async_entered = entered_type(*f, made);
                }
            } else if (const auto* a = ast::dyn<ast::ann_assign>(s)) {
                if (const auto* n = ast::dyn<ast::name>(a->target); n != nullptr && !n->id.starts_with('_'))
                    field(n->id, types_.value(a->annotation), made);
            } else if (const auto* assigned = ast::dyn<ast::assign>(s); is_enum && assigned != nullptr) {
                for (const ast::expr* t : assigned->targets)
                    if (const auto* n = ast::dyn<ast::name>(t); n != nullptr && !n->id.starts_with('_'))
                        enum_member(n->id, made);
            }
        }
        inherit_entered(made);
        if (!has_init && fields_make_it) dataclass_constructor(c, made);
        if (!has_init && !fields_make_it && !is_enum) inherited_constructor(made);
        types_.inside("");
        std::erase_if(found_.classes, [&](const auto& other) { return other.python_name == made.python_name; });
        found_.classes.push_back(std::move(made));
    }

    /// What `__enter__` or `__aenter__` gives. Without an annotation: the object itself where each `return` says so.
    std::string entered_type(const ast::function_def& f, const header_class& c) const {
        const std::string self =
            f.args->posonlyargs.size() + f.args->args.size() == 0
                ? ""
                : std::string((f.args->posonlyargs.size() ? f.args->posonlyargs : f.args->args)[0]->name);
        const auto returns_self = [&] {
            const auto* last = f.body.empty() ? nullptr : ast::dyn<ast::return_stmt>(f.body.back());
            const auto* n = last == nullptr ? nullptr : ast::dyn<ast::name>(last->value);
            return n != nullptr && n->id == self;
        };
        if (f.returns == nullptr) return returns_self() ? c.cpp_name : "cowith::object";
        const std::string type = types_.value(f.returns);
        return type == "void" ? "cowith::object" : type;
    }

    const header_class* find(const std::string& name) const {
        for (const auto& c : found_.classes)
            if (c.python_name == name) return &c;
        return nullptr;
    }

    void constructor(const ast::function_def& f, header_class& c) {
        header_function made = described(f, kind::constructor);
        if (made.doc.empty()) made.doc = c.doc;
        made.python_name = c.python_name;
        made.cpp_name = "create";
        made.result = c.cpp_name;
        c.members.push_back(std::move(made));
    }

    /// An object of the class itself is one of a derived class there.
    void inherit_entered(header_class& c) const {
        for (const auto& other : found_.classes) {
            if (other.cpp_name != c.base) continue;
            if (c.entered.empty() && other.entered == other.cpp_name) c.entered = c.cpp_name;
            if (c.async_entered.empty() && other.async_entered == other.cpp_name) c.async_entered = c.cpp_name;
        }
    }

    void inherited_constructor(header_class& c) {
        header_function made;
        for (const auto& other : found_.classes)
            if (other.cpp_name == c.base)
                for (const auto& member : other.members)
                    if (member.is == kind::constructor) made = member;
        if (!c.base.empty() && made.cpp_name.empty()) return;
        made.is = kind::constructor;
        made.python_name = c.python_name;
        made.cpp_name = "create";
        made.result = c.cpp_name;
        c.members.push_back(std::move(made));
    }

    void dataclass_constructor(const ast::class_def& c, header_class& into) {
        header_function made;
        for (const auto& other : found_.classes)
            if (other.cpp_name == into.base)
                for (const auto& member : other.members)
                    if (member.is == kind::constructor) made.parameters = member.parameters;
        made.is = kind::constructor;
        made.python_name = into.python_name;
        made.cpp_name = "create";
        made.result = into.cpp_name;
        for (const ast::stmt* s : c.body) {
            const auto* a = ast::dyn<ast::ann_assign>(s);
            const auto* n = a == nullptr ? nullptr : ast::dyn<ast::name>(a->target);
            if (n == nullptr || is_class_variable(a->annotation)) continue;
            if (types_.meaning(a->annotation) == "dataclasses.KW_ONLY") continue;  // they go by their names anyway
            const auto* call = ast::dyn<ast::call>(a->value);
            const bool is_field = call != nullptr && types_.meaning(call) == "dataclasses.field";
            const auto option = [&](std::string_view name) -> const ast::expr* {
                if (!is_field) return nullptr;
                for (const ast::keyword* k : call->keywords)
                    if (k->name == name) return k->value;
                return nullptr;
            };
            if (const auto* init = ast::dyn<ast::constant>(option("init"));
                init != nullptr && init->type == ast::constant_type::false_)
                continue;
            const ast::expr* value = a->value;
            if (is_field && option("default") == nullptr && option("default_factory") == nullptr) value = nullptr;
            if (is_field && option("default") != nullptr) value = option("default");
            ast::arg as_argument;
            as_argument.name = n->id;
            as_argument.annotation = a->annotation;
            auto p = parameter(as_argument, value);
            p.how = passing::keyword;
            std::erase_if(made.parameters, [&](const auto& other) { return other.python_name == p.python_name; });
            made.parameters.push_back(std::move(p));
        }
        order_defaults(made);
        into.members.push_back(std::move(made));
    }

    /// @dataclass(frozen=True)
    bool is_frozen(const ast::class_def& c) const {
        for (const ast::expr* d : c.decorator_list) {
            const auto* call = ast::dyn<ast::call>(d);
            if (call == nullptr || types_.meaning(call) != "dataclasses.dataclass") continue;
            for (const ast::keyword* k : call->keywords)
                if (const auto* v = ast::dyn<ast::constant>(k->value); k->name == "frozen" && v != nullptr)
                    return v->type == ast::constant_type::true_;
        }
        return false;
    }

    bool is_class_variable(const ast::expr* annotation) const {
        const auto* s = ast::dyn<ast::subscript>(annotation);
        return types_.meaning(s != nullptr ? s->value : annotation) == "typing.ClassVar";
    }

    void method(const ast::function_def& f, header_class& c) {
        if (decorated(f.decorator_list, "property") || decorated(f.decorator_list, "functools.cached_property")) {
            header_function made = described(f, kind::getter);
            made.parameters.clear();
            add(std::move(made), c);
            return;
        }
        for (const ast::expr* d : f.decorator_list)
            if (const auto* a = ast::dyn<ast::attribute>(d); a != nullptr) {
                if (a->attr == "setter") {
                    header_function made = described(f, kind::setter);
                    if (made.parameters.size() != 1) return;
                    made.cpp_name = "set_" + std::string(f.name);
                    made.result = "void";
                    add(std::move(made), c);
                    return;
                }
                if (a->attr == "deleter" || a->attr == "getter") return;
            }
        const bool is_static = decorated(f.decorator_list, "staticmethod");
        const bool of_class = decorated(f.decorator_list, "classmethod");
        header_function made = described(f, is_static ? kind::static_method : kind::method);
        if (of_class) made.is = kind::static_method;  // its first parameter is left out like self
        if (made.cpp_name == "create" || made.cpp_name == "python") made.cpp_name += '_';  // ours
        add(std::move(made), c);
    }

    /// self.name = ... in __init__
    void fields_of_init(const ast::function_def& f, header_class& c) {
        if (f.args->posonlyargs.size() + f.args->args.size() == 0) return;
        const std::string_view self = f.args->posonlyargs.size() ? f.args->posonlyargs[0]->name : f.args->args[0]->name;
        const auto attribute_of_self = [&](const ast::expr* target) -> std::string_view {
            const auto* a = ast::dyn<ast::attribute>(target);
            const auto* n = a == nullptr ? nullptr : ast::dyn<ast::name>(a->value);
            return n != nullptr && n->id == self && !a->attr.starts_with('_') ? a->attr : std::string_view();
        };
        for (const ast::stmt* s : f.body) {
            if (const auto* a = ast::dyn<ast::ann_assign>(s)) {
                if (const auto name = attribute_of_self(a->target); !name.empty())
                    field(name, types_.value(a->annotation), c);
            } else if (const auto* assigned = ast::dyn<ast::assign>(s)) {
                for (const ast::expr* t : assigned->targets)
                    if (const auto name = attribute_of_self(t); !name.empty())
                        field(name, type_of_parameter(f, assigned->value), c);
            }
        }
    }

    /// `self.size = size` has the parameter's annotation.
    std::string type_of_parameter(const ast::function_def& f, const ast::expr* value) const {
        const auto* n = ast::dyn<ast::name>(value);
        if (n == nullptr) return "cowith::object";
        for (const auto* list : {&f.args->posonlyargs, &f.args->args, &f.args->kwonlyargs})
            for (const ast::arg* a : *list)
                if (a->name == n->id) return types_.value(a->annotation);
        return "cowith::object";
    }

    void field(std::string_view name, std::string type, header_class& c) {
        if (type == "void") type = "cowith::object";
        header_function get;
        get.is = kind::getter;
        get.python_name = name;
        get.cpp_name = cpp_identifier(name);
        get.result = type;
        add(std::move(get), c);
        if (is_frozen_) return;
        header_function set;
        set.is = kind::setter;
        set.python_name = name;
        set.cpp_name = "set_" + std::string(name);
        set.result = "void";
        set.parameters.push_back({std::string(name), "value", header_types::parameter(type), "", passing::positional});
        add(std::move(set), c);
    }

    void enum_member(std::string_view name, header_class& c) {
        header_function made;
        made.is = kind::static_method;
        made.python_name = "";  // an attribute of the class
        made.doc = c.python_name + "." + std::string(name);
        made.cpp_name = cpp_identifier(name);
        made.result = c.cpp_name;
        add(std::move(made), c);
    }

    static void add(header_function f, header_class& c) {
        std::erase_if(c.members, [&](const auto& other) { return other.cpp_name == f.cpp_name; });
        c.members.push_back(std::move(f));
    }

    header_types types_;
    const ast::symbol_table& table_;
    header_entities found_;
    bool is_frozen_ = false;  ///< the class whose body is read: its fields can't be set
};

}  // namespace

header_entities header_entities_of(const ast::module_ast& tree, const ast::symbol_table& table) {
    return collector(tree, table).take();
}

}  // namespace cowith::lowering
