#include "header_types.hpp"

#include "names.hpp"

#include <charconv>
#include <vector>

namespace cowith::lowering {
namespace {

const std::string any = "cowith::object";

const std::unordered_map<std::string_view, std::string_view> plain_types = {
    {"int", "std::int64_t"}, {"float", "double"}, {"bool", "bool"},
    {"str", "std::string"},  {"None", "void"},    {"bytes", "std::vector<std::byte>"},
};

std::vector<const ast::expr*> items_of(const ast::expr* e) {
    if (const auto* t = ast::dyn<ast::tuple>(e)) return {t->elts.begin(), t->elts.end()};
    return {e};
}

bool is_none(const ast::expr* e) {
    const auto* c = ast::dyn<ast::constant>(e);
    return c != nullptr && c->type == ast::constant_type::none;
}

}  // namespace

header_types::header_types(const ast::module_ast& tree) {
    for (const ast::stmt* s : tree.body) {
        if (const auto* c = ast::dyn<ast::class_def>(s)) {
            bound_.insert(c->name);
            if (!c->name.starts_with('_') && c->type_params.empty()) classes_.insert(c->name);
        } else if (const auto* f = ast::dyn<ast::function_def>(s)) {
            bound_.insert(f->name);
        } else if (const auto* i = ast::dyn<ast::import_stmt>(s)) {
            for (const ast::alias* a : i->names)
                imported_[a->asname.empty() ? a->name.substr(0, a->name.find('.')) : a->asname] =
                    a->asname.empty() ? a->name.substr(0, a->name.find('.')) : a->name;
        } else if (const auto* from = ast::dyn<ast::import_from_stmt>(s)) {
            for (const ast::alias* a : from->names)
                imported_[a->asname.empty() ? a->name : a->asname] =
                    std::string(from->module) + "." + std::string(a->name);
        } else if (const auto* a = ast::dyn<ast::assign>(s)) {
            for (const ast::expr* t : a->targets)
                if (const auto* n = ast::dyn<ast::name>(t)) bind_alias(n->id, a->value);
        } else if (const auto* annotated = ast::dyn<ast::ann_assign>(s)) {
            if (const auto* n = ast::dyn<ast::name>(annotated->target)) bind_alias(n->id, annotated->value);
        } else if (const auto* alias = ast::dyn<ast::type_alias>(s)) {
            if (const auto* n = ast::dyn<ast::name>(alias->name))
                bind_alias(n->id, alias->type_params.empty() ? alias->value : nullptr);
        }
    }
    // TypedDicts are dicts and no objects with attributes.
    for (const ast::stmt* s : tree.body) {
        const auto* c = ast::dyn<ast::class_def>(s);
        if (c == nullptr) continue;
        for (const ast::expr* base : c->bases) {
            const std::string name = meaning(base);
            const auto* plain = ast::dyn<ast::name>(base);
            if (name != "typing.TypedDict" && (plain == nullptr || !dicts_.contains(plain->id))) continue;
            dicts_.insert(c->name);
            classes_.erase(c->name);
        }
    }
}

// A name that is assigned once may be an alias of a type.
void header_types::bind_alias(std::string_view name, const ast::expr* value) {
    if (!bound_.insert(name).second) value = nullptr;
    aliases_[name] = value;
}

std::string header_types::meaning(const ast::expr* e) const {
    if (const auto* n = ast::dyn<ast::name>(e)) {
        if (const auto found = imported_.find(n->id); found != imported_.end()) return found->second;
        if (classes_.contains(n->id)) return std::string(n->id);
        return bound_.contains(n->id) ? "" : std::string(n->id);
    }
    if (const auto* a = ast::dyn<ast::attribute>(e)) {
        const std::string owner = meaning(a->value);
        return owner.empty() ? "" : owner + "." + std::string(a->attr);
    }
    if (const auto* c = ast::dyn<ast::call>(e)) return meaning(c->func);
    return "";
}

const ast::expr* header_types::unquoted(const ast::expr* annotation) const {
    const auto* c = ast::dyn<ast::constant>(annotation);
    if (c == nullptr || c->type != ast::constant_type::str) return annotation;
    ast::diagnostics ignored;
    auto parsed = ast::parse(ast::source_file::from_text("annotation", "(" + std::string(c->text) + "\n)\n"), ignored);
    if (!parsed || parsed.tree->body.size() != 1) return annotation;
    const auto* s = ast::dyn<ast::expr_stmt>(parsed.tree->body[0]);
    if (s == nullptr) return annotation;
    unquoted_.push_back(std::move(parsed));
    return unquoted(s->value);
}

std::string header_types::value(const ast::expr* annotation) const {
    annotation = unquoted(annotation);
    if (annotation == nullptr) return any;
    if (is_none(annotation)) return "void";
    if (const auto* s = ast::dyn<ast::subscript>(annotation)) return subscripted(*s);
    if (const auto* u = ast::dyn<ast::bin_op>(annotation)) {
        if (u->op != ast::binary_operator::bit_or) return any;
        if (is_none(u->left) == is_none(u->right)) return any;
        return optional_of(is_none(u->left) ? u->right : u->left);
    }
    const std::string name = meaning(annotation);
    if (!self_.empty() && (name == "typing.Self" || name == "typing_extensions.Self")) return self_;
    if (classes_.contains(name)) return cpp_identifier(name);
    if (const auto* n = ast::dyn<ast::name>(annotation)) {
        const auto alias = aliases_.find(n->id);
        if (alias != aliases_.end() && alias->second != nullptr) return value_of_alias(alias->first, alias->second);
    }
    const auto plain = plain_types.find(name);
    return plain == plain_types.end() ? any : std::string(plain->second);
}

std::string header_types::value_of_alias(std::string_view name, const ast::expr* meant) const {
    if (!inside_aliases_.insert(name).second) return any;  // it means itself
    std::string result = any;
    if (const auto* call = ast::dyn<ast::call>(meant)) {
        if (meaning(call->func) == "typing.NewType" && call->args.size() == 2) result = value(call->args[1]);
    } else if (!is_none(meant)) {
        result = value(meant);
    }
    inside_aliases_.erase(name);
    return result;
}

// Literal["low", "high"]: the type of its values.
std::string header_types::literal_type(const std::vector<const ast::expr*>& values) {
    std::string type;
    for (const ast::expr* v : values) {
        const auto* c = ast::dyn<ast::constant>(v);
        if (c == nullptr) return any;
        using enum ast::constant_type;
        const std::string own = c->type == str                          ? "std::string"
                                : c->type == int_                       ? "std::int64_t"
                                : c->type == true_ || c->type == false_ ? "bool"
                                                                        : any;
        if (!type.empty() && type != own) return any;
        type = own;
    }
    return type;
}

std::string header_types::optional_of(const ast::expr* annotation) const {
    const std::string inner = value(annotation);
    if (inner == any || inner == "void") return any;
    return inner.starts_with("std::optional<") ? inner : "std::optional<" + inner + ">";
}

std::string header_types::subscripted(const ast::subscript& s) const {
    const std::string of = meaning(s.value);
    const auto items = items_of(s.slice);
    const auto usable = [](const std::string& t) { return t != "void"; };
    if (of == "typing.Literal") return literal_type(items);
    if (of == "typing.Optional" && items.size() == 1) return optional_of(items[0]);
    if (of == "typing.Union" && items.size() == 2 && is_none(items[0]) != is_none(items[1]))
        return optional_of(is_none(items[0]) ? items[1] : items[0]);
    if ((of == "list" || of == "typing.List") && items.size() == 1) {
        const std::string inner = value(items[0]);
        return usable(inner) ? "std::vector<" + inner + ">" : any;
    }
    if ((of == "set" || of == "frozenset" || of == "typing.Set") && items.size() == 1) {
        // C++ orders a set's items: only those that have an order.
        const std::string inner = value(items[0]);
        return plain_types.contains(meaning(items[0])) && usable(inner) ? "std::set<" + inner + ">" : any;
    }
    if ((of == "dict" || of == "typing.Dict") && items.size() == 2) {
        const std::string key = value(items[0]), item = value(items[1]);
        return plain_types.contains(meaning(items[0])) && usable(key) && usable(item)
                   ? "std::map<" + key + ", " + item + ">"
                   : any;
    }
    if (of == "tuple" || of == "typing.Tuple") {
        std::string list;
        for (const ast::expr* item : items) {
            const auto* c = ast::dyn<ast::constant>(item);
            if (c != nullptr && c->type == ast::constant_type::ellipsis) return any;
            const std::string inner = value(item);
            if (!usable(inner)) return any;
            list += (list.empty() ? "" : ", ") + inner;
        }
        return "std::tuple<" + list + ">";
    }
    if (of == "typing.Annotated" || of == "typing.Final" || of == "typing.ClassVar" || of == "typing.Required")
        return value(items[0]);
    if (of == "typing.Awaitable" || of == "collections.abc.Awaitable") {
        return items.size() == 1 ? "cowith::task<" + value(items[0]) + ">" : any;
    }
    if (of == "contextlib.AbstractAsyncContextManager" || of == "typing.AsyncContextManager") {
        const std::string inner = value(items[0]);
        return "cowith::async_manager<" + (usable(inner) ? inner : any) + ">";
    }
    if (of == "contextlib.AbstractContextManager" || of == "typing.ContextManager") {
        const std::string inner = value(items[0]);
        return "cowith::manager<" + (usable(inner) ? inner : any) + ">";
    }
    return any;
}

std::string header_types::result(const ast::expr* annotation) const {
    if (is_iterator(annotation, false)) return "cowith::range_of<" + iterated(annotation, false) + ">";
    if (is_iterator(annotation, true)) return "cowith::async_range_of<" + iterated(annotation, true) + ">";
    return value(annotation);
}

bool header_types::is_iterator(const ast::expr* annotation, bool asynchronous) const {
    annotation = unquoted(annotation);
    const auto* s = ast::dyn<ast::subscript>(annotation);
    if (annotation == nullptr) return false;
    const std::string of = meaning(s == nullptr ? annotation : s->value);
    const auto dot = of.rfind('.');
    if (dot == std::string::npos || (of.substr(0, dot) != "typing" && of.substr(0, dot) != "collections.abc"))
        return false;
    std::string name = of.substr(dot + 1);
    if (name.starts_with("Async") != asynchronous) return false;
    if (asynchronous) name.erase(0, 5);
    return name == "Iterator" || name == "Generator" || name == "Iterable";
}

std::string header_types::iterated(const ast::expr* annotation, bool asynchronous) const {
    annotation = unquoted(annotation);
    const auto* s = ast::dyn<ast::subscript>(annotation);
    if (s == nullptr || !is_iterator(annotation, asynchronous)) return any;
    const std::string inner = value(items_of(s->slice)[0]);
    return inner == "void" ? any : inner;
}

std::string header_types::parameter(const std::string& value_type) {
    if (value_type == "std::int64_t" || value_type == "double" || value_type == "bool") return value_type;
    if (value_type == "std::string") return "std::string_view";
    if (value_type == "std::vector<std::byte>") return "std::span<const std::byte>";
    if (value_type == "void") return "const " + any + "&";
    return "const " + value_type + "&";
}

std::string literal_default(const ast::expr* e, const std::string& value_type) {
    bool negative = false;
    if (const auto* u = ast::dyn<ast::unary_op>(e); u != nullptr && u->op == ast::unary_operator::usub) {
        negative = true;
        e = u->operand;
    }
    const auto* c = ast::dyn<ast::constant>(e);
    if (c == nullptr) return "";
    const std::string sign = negative ? "-" : "";
    const bool optional = value_type.starts_with("std::optional<");
    const std::string inner = optional ? value_type.substr(14, value_type.size() - 15) : value_type;
    switch (c->type) {
    case ast::constant_type::none: return optional ? "std::nullopt" : value_type == any ? "cowith::None" : "";
    case ast::constant_type::true_:
    case ast::constant_type::false_:
        return inner == "bool" && !negative ? (c->type == ast::constant_type::true_ ? "true" : "false") : "";
    case ast::constant_type::int_: {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(c->text.data(), c->text.data() + c->text.size(), number);
        if (error != std::errc() || end != c->text.data() + c->text.size()) return "";
        return inner == "std::int64_t" || inner == "double" ? sign + std::string(c->text) : "";
    }
    case ast::constant_type::float_: return inner == "double" ? sign + std::string(c->text) : "";
    case ast::constant_type::str:  // a NUL would end it
        return inner == "std::string" && !negative && c->text.find('\0') == std::string_view::npos ? cpp_string(c->text)
                                                                                                   : "";
    default: return "";
    }
}

}  // namespace cowith::lowering
