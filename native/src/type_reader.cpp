#include "type_reader.hpp"

#include <span>

namespace cowith::native {
namespace {

bool has_member(CXCursor record, const std::string& name) {
    bool found = false;
    each_child(record, [&](CXCursor c) { found |= text(clang_getCursorSpelling(c)) == name; });
    return found;
}
static std::string python_name(const std::string& cpp) {
    const auto colon = cpp.rfind(':');
    return colon == std::string::npos ? cpp : cpp.substr(colon + 1);
}

/// No allocators, orders or hashes of its own: the conversions are made for the usual ones.
bool is_default_instance(CXType t) {
    static const std::set<std::string> usual = {"std::allocator", "std::less",        "std::hash",
                                                "std::equal_to",  "std::char_traits", "std::default_delete"};
    const int count = clang_Type_getNumTemplateArguments(t);
    const std::string own = qualified(clang_getTypeDeclaration(t));
    const int items = own == "std::map" || own == "std::unordered_map" ? 2 : 1;  // behind them: allocators and the like
    if (own == "std::tuple" || own == "std::pair" || own == "std::variant" || own == "std::chrono::duration")
        return true;
    for (int i = items; i < count; ++i) {
        const CXType argument = clang_Type_getTemplateArgumentAsType(t, static_cast<unsigned>(i));
        if (argument.kind != CXType_Invalid && !usual.contains(qualified(clang_getTypeDeclaration(argument))))
            return false;
    }
    return true;
}

}  // namespace

void type_reader::declare_class(const std::string& key, const std::string& python) {
    classes_.insert(key);
    if (!python.empty()) names_.emplace(key, python);
}

bool type_reader::awaits(CXType t) {
    CXCursor record = clang_getTypeDeclaration(clang_getCanonicalType(t));
    if (clang_Cursor_isNull(record)) return false;
    const CXCursor pattern = clang_getSpecializedCursorTemplate(record);
    if (!clang_Cursor_isNull(pattern)) record = pattern;
    return has_member(record, "await_ready") || has_member(record, "operator co_await");
}

std::string type_reader::python_of_arguments(CXType t, const std::vector<int>& which) const {
    std::string list;
    for (const int i : which) {
        const CXType item = clang_Type_getTemplateArgumentAsType(t, static_cast<unsigned>(i));
        std::string one = python_of(item, false);
        const std::string name =
            item.kind == CXType_Invalid ? "" : qualified(clang_getTypeDeclaration(clang_getCanonicalType(item)));
        if (name == "std::unique_ptr" || name == "std::basic_string_view") return "";
        if (is_bound_class(item)) {
            // What is in a container is copied.
            copied_.insert(class_key(item));
            if (not_copyable_.contains(class_key(item))) one.clear();
        }
        if (one.empty()) return "";
        list += (list.empty() ? "" : ", ") + one;
    }
    return list;
}

std::string type_reader::python_of(CXType type, bool direct) const {
    const CXType t = clang_getCanonicalType(type);
    switch (t.kind) {
    case CXType_Void: return "None";
    case CXType_Bool: return "bool";
    case CXType_Float:
    case CXType_Double: return "float";
    case CXType_UChar:
    case CXType_SChar:
    case CXType_Short:
    case CXType_UShort:
    case CXType_Int:
    case CXType_UInt:
    case CXType_Long:
    case CXType_ULong:
    case CXType_LongLong:
    case CXType_ULongLong: return "int";
    case CXType_LValueReference:
    case CXType_RValueReference: {
        if (!direct) return "";
        const CXType to = clang_getPointeeType(t);
        const std::string inner = python_of(to, false);
        const bool changes = t.kind == CXType_LValueReference && !clang_isConstQualifiedType(to);
        return changes && !is_bound_class(to) ? "" : inner;
    }
    case CXType_Pointer: {
        const CXType to = clang_getPointeeType(t);
        if (to.kind == CXType_Char_S && clang_isConstQualifiedType(to)) return direct ? "str" : "";
        return direct && is_bound_class(to) ? python_of(to, false) + " | None" : "";
    }
    case CXType_Enum: {
        const std::string name = qualified(clang_getTypeDeclaration(t));
        return enums_.contains(name) ? python_name(name) : "";
    }
    case CXType_Record: return python_of_record(t);
    default: return "";
    }
}

bool type_reader::is_bound_class(CXType t) const {
    return clang_getCanonicalType(t).kind == CXType_Record && classes_.contains(class_key(t));
}

std::string type_reader::python_of_record(CXType t) const {
    const std::string name = qualified(clang_getTypeDeclaration(t)), key = class_key(t);
    if (classes_.contains(key)) {
        const auto found = names_.find(key);
        return found == names_.end() ? python_name(name) : found->second;
    }
    const int count = clang_Type_getNumTemplateArguments(t);
    if (name.starts_with("std::") && !is_default_instance(t)) return "";
    if (name == "std::basic_string" || name == "std::basic_string_view")
        return clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(t, 0)).kind == CXType_Char_S ? "str" : "";
    if (name == "cowith::object" || name == "cowith::held") return "object";
    const auto of = [&](const char* python, const std::vector<int>& which) {
        const std::string list = python_of_arguments(t, which);
        return list.empty() ? "" : std::string(python) + "[" + list + "]";
    };
    if (name == "std::vector") {
        const CXType item = clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(t, 0));
        if (qualified(clang_getTypeDeclaration(item)) == "std::byte") return "bytes";
        return of("list", {0});
    }
    // Python's sets and keys compare, what is bound has no order there.
    const bool is_set = name == "std::set" || name == "std::unordered_set";
    const bool is_map = name == "std::map" || name == "std::unordered_map";
    if ((is_set || is_map) && is_bound_class(clang_Type_getTemplateArgumentAsType(t, 0))) return "";
    if (is_set) return of("set", {0});
    if (is_map) return of("dict", {0, 1});
    if (name == "std::deque" || name == "std::list" || name == "std::array") return of("list", {0});
    if (name == "std::span") return python_of_span(t);
    if (name == "std::chrono::duration") return "float";
    if (name == "std::filesystem::path") return "str";
    if (name == "std::monostate") return "None";
    if (name == "std::variant") {
        std::string list;
        for (int i = 0; i < count; ++i) {
            const std::string one = python_of_arguments(t, {i});
            if (one.empty()) return "";
            list += (i > 0 ? " | " : "") + one;
        }
        return list;
    }
    if (name == "std::pair") return of("tuple", {0, 1});
    if (name == "std::optional") {
        const std::string inner = python_of_arguments(t, {0});
        return inner.empty() ? "" : inner + " | None";
    }
    if (name == "std::tuple") {
        std::vector<int> all;
        for (int i = 0; i < count; ++i) all.push_back(i);
        return of("tuple", all);
    }
    if (name == "std::shared_ptr" || name == "std::unique_ptr") {
        const CXType to = clang_Type_getTemplateArgumentAsType(t, 0);
        return is_bound_class(to) ? python_of(to, false) : "";
    }
    return "";
}

/// Constant items and no fixed number of them: others would change what Python doesn't see.
std::string type_reader::python_of_span(CXType t) const {
    const CXType item = clang_Type_getTemplateArgumentAsType(t, 0);
    const CXType canonical = clang_getCanonicalType(item);
    const auto extent = clang_Cursor_getTemplateArgumentUnsignedValue(clang_getTypeDeclaration(t), 1);
    if (!clang_isConstQualifiedType(item) || canonical.kind == CXType_Bool || extent != std::dynamic_extent) return "";
    if (qualified(clang_getTypeDeclaration(canonical)) == "std::byte") return "bytes";
    const std::string list = python_of_arguments(t, {0});
    return list.empty() ? "" : "list[" + list + "]";
}

std::string type_reader::python_of_parameter(CXType type) const {
    CXType t = clang_getCanonicalType(type);
    if (t.kind == CXType_LValueReference && clang_isConstQualifiedType(clang_getPointeeType(t)))
        t = clang_getPointeeType(t);
    if (t.kind != CXType_Record || qualified(clang_getTypeDeclaration(t)) != "std::function")
        return python_of(type, true);
    const CXType called = clang_Type_getTemplateArgumentAsType(t, 0);
    std::string list;
    for (int i = 0; i < clang_getNumArgTypes(called); ++i) {
        // Python may keep what it is given: copies, no references.
        CXType argument = clang_getArgType(called, static_cast<unsigned>(i));
        if (argument.kind == CXType_LValueReference && clang_isConstQualifiedType(clang_getPointeeType(argument)))
            argument = clang_getPointeeType(argument);
        const std::string one = python_of(argument, false);
        if (is_bound_class(argument)) copied_.insert(class_key(argument));
        if (one.empty() || not_copyable_.contains(class_key(argument))) return "";
        list += (list.empty() ? "" : ", ") + one;
    }
    // What Python gives must live on: no references, no pointers.
    const CXType result = clang_getResultType(called);
    const std::string given = python_of(result, false);
    if (is_bound_class(result)) copied_.insert(class_key(result));
    return given.empty() || not_copyable_.contains(class_key(result)) ? "" : "Callable[[" + list + "], " + given + "]";
}

bound_type type_reader::result_type(CXType type) const {
    bound_type result{text(clang_getTypeSpelling(clang_getCanonicalType(type))), python_of(type, true), false};
    if (!result.python.empty() || !awaits(type)) return result;
    result.awaitable = true;
    const CXType t = clang_getCanonicalType(type);
    // cowith::task<T> and the like say what they give; of others only the C++ compiler knows.
    result.python = "object";
    if (clang_Type_getNumTemplateArguments(t) >= 1)
        if (const auto inner = python_of(clang_Type_getTemplateArgumentAsType(t, 0), false); !inner.empty())
            result.python = inner;
    return result;
}

std::string type_reader::shown(CXType type) {
    const std::string spelled = text(clang_getTypeSpelling(type));
    return spelled.find("std::type_identity_t<") == std::string::npos
               ? spelled
               : text(clang_getTypeSpelling(clang_getCanonicalType(type)));
}

}  // namespace cowith::native
