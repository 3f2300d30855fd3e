// libclang's view of a header: classes, functions and enums that stand in it (not in what it includes), whatever their namespaces.

#include "aliases.hpp"
#include "cursor.hpp"
#include "header.hpp"
#include "parsed_header.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

namespace cowith::native {
namespace {

const std::map<std::string, std::string> exception_bases = {
    {"std::exception", "Exception"},      {"std::runtime_error", "RuntimeError"},
    {"std::logic_error", "RuntimeError"}, {"std::invalid_argument", "ValueError"},
    {"std::domain_error", "ValueError"},  {"std::length_error", "ValueError"},
    {"std::out_of_range", "IndexError"},  {"std::overflow_error", "OverflowError"},
    {"std::range_error", "ValueError"},   {"std::system_error", "OSError"},
    {"std::bad_alloc", "MemoryError"},
};

class reader {
  public:
    /// `not_copyable`: keys of classes, as the compiler found out.
    reader(header& h, const alias_reader& aliases, const std::set<std::string>& not_copyable,
           const std::set<unsigned>& bad_lines)
        : header_(h), aliases_(aliases), not_copyable_(not_copyable), bad_lines_(bad_lines) {
        for (const auto& a : aliases.aliases()) {
            classes_.insert(a.key);
            names_.emplace(a.key, a.python);
        }
    }
    /// Keys of classes that are copied into containers or out of them.
    const std::set<std::string>& copied() const { return copied_; }

    void read(CXTranslationUnit unit) {
        const CXCursor top = clang_getTranslationUnitCursor(unit);
        declare(top);
        walk(top);
        order_bases();
    }

  private:
    bool is_here(CXCursor c) const { return clang_Location_isFromMainFile(clang_getCursorLocation(c)) != 0; }

    void warn(CXCursor c, const std::string& message) {
        const std::string origin = aliases_.origin(line_of(c));
        header_.messages.push_back((origin.empty() ? place_of(c) : origin) + ": warning: " + message);
    }
    static unsigned line_of(CXCursor c) {
        unsigned line = 0;
        clang_getSpellingLocation(clang_getCursorLocation(c), nullptr, &line, nullptr, nullptr);
        return line;
    }
    const alias* alias_of(CXCursor stand_in) const {
        const std::string name = qualified(stand_in);
        for (const auto& a : aliases_.aliases())
            if (a.stand_in == name) return &a;
        return nullptr;
    }
    static bool is_class(CXCursorKind k) { return k == CXCursor_ClassDecl || k == CXCursor_StructDecl; }

    /// First the names: types may be used before their definitions are read.
    void declare(CXCursor in) {
        each_child(in, [&](CXCursor c) {
            const auto kind = clang_getCursorKind(c);
            if (!is_here(c)) return;
            if (kind == CXCursor_Namespace) {
                declare(c);
            } else if (is_class(kind) && clang_isCursorDefinition(c) && is_public(c)) {
                if (awaits(clang_getCursorType(c)) || alias_of(c)) return;
                if (!clang_Cursor_isNull(clang_getSpecializedCursorTemplate(c))) return;  // known by an alias
                classes_.insert(qualified(c));
                declare(c);
            } else if (kind == CXCursor_EnumDecl && is_public(c)) {
                enums_.insert(qualified(c));
            }
        });
    }

    void walk(CXCursor in) {
        each_child(in, [&](CXCursor c) {
            if (!is_here(c)) return;
            switch (const auto kind = clang_getCursorKind(c); kind) {
            case CXCursor_Namespace: walk(c); return;
            case CXCursor_EnumDecl: enumeration_(c); return;
            case CXCursor_FunctionDecl: free_function(c); return;
            case CXCursor_FunctionTemplate:
            case CXCursor_ClassTemplate:
                if (text(clang_getCursorSpelling(c)) == "cowith_default") return;  // ours, for stand-ins
                if (kind == CXCursor_ClassTemplate && aliases_.is_used(qualified(c))) return;
                warn(c, "templates are not bound: '" + text(clang_getCursorSpelling(c)) +
                            (kind == CXCursor_ClassTemplate
                                 ? "'; name an instance: using int_" + text(clang_getCursorSpelling(c)) + " = ...;"
                                 : "'; write a function that uses it"));
                return;
            default:
                if (!is_class(kind) || !clang_isCursorDefinition(c)) return;
                if (const alias* a = alias_of(c))
                    stand_in(c, *a);
                else if (clang_Cursor_isNull(clang_getSpecializedCursorTemplate(c)) && classes_.contains(qualified(c)))
                    class_(c);
            }
        });
    }

    /// A base is made before what derives from it: stand-ins come last in the text.
    void order_bases() {
        std::vector<class_type> ordered;
        std::set<std::string> done;
        const std::function<void(const class_type&)> put = [&](const class_type& c) {
            if (!done.insert(c.cpp).second) return;
            for (const auto& other : header_.classes)
                if (other.cpp == c.base) put(other);
            ordered.push_back(c);
        };
        for (const auto& c : header_.classes) put(c);
        header_.classes = std::move(ordered);
    }
    /// The name that a bound class has in the binding.
    std::string cpp_name(const std::string& key) const {
        for (const auto& a : aliases_.aliases())
            if (a.key == key) return a.cpp;
        return key;
    }

    // ---- types
    bool has_member(CXCursor record, const std::string& name) const {
        bool found = false;
        each_child(record, [&](CXCursor c) { found |= text(clang_getCursorSpelling(c)) == name; });
        return found;
    }
    bool awaits(CXType t) const {
        CXCursor record = clang_getTypeDeclaration(clang_getCanonicalType(t));
        if (clang_Cursor_isNull(record)) return false;
        const CXCursor pattern = clang_getSpecializedCursorTemplate(record);
        if (!clang_Cursor_isNull(pattern)) record = pattern;
        return has_member(record, "await_ready") || has_member(record, "operator co_await");
    }

    std::string python_of_arguments(CXType t, const std::vector<int>& which) const {
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

    /// Empty: can't be bound. `direct`: a parameter or result itself, not an item of a container.
    std::string python_of(CXType type, bool direct) const {
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

    bool is_bound_class(CXType t) const {
        return clang_getCanonicalType(t).kind == CXType_Record && classes_.contains(class_key(t));
    }

    std::string python_of_record(CXType t) const {
        const std::string name = qualified(clang_getTypeDeclaration(t)), key = class_key(t);
        if (classes_.contains(key)) {
            const auto found = names_.find(key);
            return found == names_.end() ? python_name(name) : found->second;
        }
        const int count = clang_Type_getNumTemplateArguments(t);
        if (name == "std::basic_string" || name == "std::basic_string_view") return "str";
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
        const bool is_keyed = name == "std::set" || name == "std::map" || name == "std::unordered_map";
        if (is_keyed && is_bound_class(clang_Type_getTemplateArgumentAsType(t, 0))) return "";
        if (name == "std::set") return of("set", {0});
        if (name == "std::map" || name == "std::unordered_map") return of("dict", {0, 1});
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

    /// Of parameters alone: a Python function as std::function.
    std::string python_of_parameter(CXType type) const {
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
        return given.empty() || not_copyable_.contains(class_key(result)) ? ""
                                                                          : "Callable[[" + list + "], " + given + "]";
    }

    bound_type result_type(CXType type) const {
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

    static std::string python_name(const std::string& cpp) {
        const auto colon = cpp.rfind(':');
        return colon == std::string::npos ? cpp : cpp.substr(colon + 1);
    }

    /// As the header spells it; in stand-ins for templates as it is.
    static std::string shown(CXType type) {
        const std::string spelled = text(clang_getTypeSpelling(type));
        return spelled.find("std::type_identity_t<") == std::string::npos
                   ? spelled
                   : text(clang_getTypeSpelling(clang_getCanonicalType(type)));
    }

    // ---- functions
    /// False: something in it can't be bound, which is said.
    bool describe(CXCursor c, function& f) {
        f.name = text(clang_getCursorSpelling(c));
        f.doc = text(clang_Cursor_getBriefCommentText(c));
        if (clang_Cursor_isVariadic(c)) {
            warn(c, "'" + f.name + "' is not bound: it takes any number of arguments");
            return false;
        }
        const int count = clang_Cursor_getNumArguments(c);
        for (int i = 0; i < count; ++i) {
            const CXCursor p = clang_Cursor_getArgument(c, static_cast<unsigned>(i));
            const CXType type = clang_getCursorType(p);
            parameter made{
                text(clang_getCursorSpelling(p)),
                {text(clang_getTypeSpelling(clang_getCanonicalType(type))), python_of_parameter(type), false},
                has_default(p)};
            if (made.name.empty()) made.name = "argument" + std::to_string(i + 1);
            if (made.type.python.empty() || made.type.cpp.find("unique_ptr") != std::string::npos) {
                warn(p, "'" + f.name + "' is not bound: no Python type for '" + shown(type) + "'");
                return false;
            }
            f.parameters.push_back(std::move(made));
        }
        const CXType result = clang_getResultType(clang_getCursorType(c));
        f.result = result_type(result);
        if (clang_getCursorKind(c) != CXCursor_Constructor && f.result.python.empty()) {
            warn(c, "'" + f.name + "' is not bound: no Python type for its result '" + shown(result) + "'");
            return false;
        }
        return true;
    }

    void free_function(CXCursor c) {
        function f;
        if (text(clang_getCursorSpelling(c)).starts_with("operator")) return;
        if (!describe(c, f)) return;
        f.name = qualified(c);
        header_.functions.push_back(std::move(f));
    }

    void enumeration_(CXCursor c) {
        if (!is_public(c) || !clang_isCursorDefinition(c)) return;
        enumeration made{qualified(c), text(clang_getCursorSpelling(c)), text(clang_Cursor_getBriefCommentText(c)), {}};
        if (made.python.empty()) return;
        each_child(c, [&](CXCursor m) {
            if (clang_getCursorKind(m) == CXCursor_EnumConstantDecl)
                made.members.emplace_back(text(clang_getCursorSpelling(m)), clang_getEnumConstantDeclValue(m));
        });
        header_.enums.push_back(std::move(made));
    }

    // ---- classes
    void bases(CXCursor c, class_type& into) {
        each_child(c, [&](CXCursor b) {
            if (clang_getCursorKind(b) != CXCursor_CXXBaseSpecifier || !is_public(b)) return;
            const std::string name = class_key(clang_getCursorType(b));
            if (classes_.contains(name)) {
                if (into.base.empty()) into.base = cpp_name(name);
                for (const auto& other : header_.classes)
                    if (other.cpp == name && other.is_exception) into.is_exception = true;
            } else if (const auto known = exception_bases.find(name); known != exception_bases.end()) {
                into.is_exception = true;
                into.python_base = known->second;
            }
        });
    }

    void class_(CXCursor c) {
        class_type made;
        made.cpp = qualified(c);
        made.python = text(clang_getCursorSpelling(c));
        made.doc = text(clang_Cursor_getBriefCommentText(c));
        made.is_abstract = clang_CXXRecord_isAbstract(c) != 0;
        bases(c, made);
        members(c, made);
        header_.classes.push_back(std::move(made));
    }

    /// A class of a template that has a name: its members are those of the stand-in.
    void stand_in(CXCursor c, const alias& a) {
        class_type made;
        made.cpp = a.cpp;
        made.python = a.python;
        made.doc = a.doc;
        if (classes_.contains(a.base)) made.base = cpp_name(a.base);
        each_child(c, [&](CXCursor m) {
            if (text(clang_getCursorSpelling(m)) == "cowith_type")
                made.is_abstract = clang_CXXRecord_isAbstract(clang_getTypeDeclaration(
                                       clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(m)))) != 0;
        });
        members(c, made);
        header_.classes.push_back(std::move(made));
    }

    void members(CXCursor c, class_type& made) {
        std::string virtuals;
        each_child(c, [&](CXCursor m) {
            if (bad_lines_.contains(line_of(m))) return;
            if (clang_getCursorKind(m) == CXCursor_CXXMethod && clang_CXXMethod_isVirtual(m) && is_public(m))
                virtuals += (virtuals.empty() ? "" : ", ") + text(clang_getCursorSpelling(m));
            switch (clang_getCursorKind(m)) {
            case CXCursor_AnnotateAttr:
                // [[clang::annotate("python:KeyError")]]
                if (const std::string mapped = text(clang_getCursorSpelling(m)); mapped.starts_with("python:"))
                    made.python_base = mapped.substr(7);
                return;
            case CXCursor_Constructor: constructor(m, made); return;
            case CXCursor_CXXMethod: method(m, made); return;
            case CXCursor_FieldDecl: member(m, made); return;
            case CXCursor_EnumDecl: enumeration_(m); return;
            case CXCursor_FunctionTemplate:
                if (is_public(m))
                    warn(m, "templates are not bound: '" + made.python + "::" + text(clang_getCursorSpelling(m)) + "'");
                return;
            case CXCursor_ClassDecl:
            case CXCursor_StructDecl:
                if (clang_isCursorDefinition(m) && classes_.contains(qualified(m))) class_(m);
                return;
            default: return;
            }
        });
        if (!virtuals.empty() && !made.is_exception)
            header_.messages.push_back(place_of(c) + ": note: subclasses of '" + made.python +
                                       "' in Python do not override its virtual functions for C++ (" + virtuals + ")");
    }

    void constructor(CXCursor c, class_type& into) {
        into.has_constructor = true;
        if (!is_public(c) || clang_CXXConstructor_isCopyConstructor(c) || clang_CXXConstructor_isMoveConstructor(c) ||
            clang_CXXMethod_isDeleted(c) || into.is_exception)
            return;
        function f;
        if (describe(c, f)) into.constructors.push_back(std::move(f));
    }

    void method(CXCursor c, class_type& into) {
        if (!is_public(c) || clang_CXXMethod_isDeleted(c)) return;
        const std::string name = text(clang_getCursorSpelling(c));
        if (name.starts_with("operator") && name != "operator()" && name != "operator[]" && name != "operator==")
            return;
        function f;
        if (!describe(c, f)) return;
        f.is_static = clang_CXXMethod_isStatic(c) != 0;
        into.methods.push_back(std::move(f));
    }

    void member(CXCursor c, class_type& into) {
        if (!is_public(c) || into.is_exception) return;
        const CXType type = clang_getCursorType(c);
        field made{text(clang_getCursorSpelling(c)),
                   {text(clang_getTypeSpelling(clang_getCanonicalType(type))), python_of(type, false), false},
                   clang_isConstQualifiedType(type) != 0};
        if (made.type.python.empty()) {
            warn(c, "'" + made.name + "' is not bound: no Python type for '" + shown(type) + "'");
            return;
        }
        into.fields.push_back(std::move(made));
    }

    header& header_;
    const alias_reader& aliases_;
    const std::set<std::string>& not_copyable_;
    const std::set<unsigned>& bad_lines_;  ///< declarations of stand-ins that make no sense
    std::set<std::string> classes_, enums_;
    std::map<std::string, std::string> names_;  ///< of classes whose names in Python are aliases
    mutable std::set<std::string> copied_;
};

/// "constexpr bool cowith_copies_0 = ...": which of these classes the compiler can copy.
std::string copy_questions(const std::set<std::string>& keys) {
    std::string result;
    std::size_t number = 0;
    for (const auto& key : keys)
        result += "inline constexpr bool cowith_copies_" + std::to_string(number++) +
                  " = std::is_copy_constructible_v<" + key + ">;\n";
    return result;
}
std::set<std::string> not_copyable(CXTranslationUnit unit, const std::set<std::string>& keys) {
    std::set<std::string> result;
    const std::vector<std::string> all(keys.begin(), keys.end());
    const std::string start = "cowith_copies_";
    each_child(clang_getTranslationUnitCursor(unit), [&](CXCursor c) {
        const std::string name = text(clang_getCursorSpelling(c));
        if (clang_getCursorKind(c) != CXCursor_VarDecl || !name.starts_with(start)) return;
        CXEvalResult value = clang_Cursor_Evaluate(c);
        if (!value || clang_EvalResult_getAsInt(value) == 0) result.insert(all[std::stoul(name.substr(start.size()))]);
        if (value) clang_EvalResult_dispose(value);
    });
    return result;
}

std::string file_text(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str() + "\n";
}

}  // namespace

header read_header(const std::string& name, const std::string& path, const std::vector<std::string>& flags) {
    header result;
    result.name = name;
    result.path = path;
    const parsed_header first(path, flags, nullptr);
    if (!first.unit()) {
        result.messages.push_back(path + ":1:1: error: libclang cannot read the header");
        result.good = false;
        return result;
    }
    first.each_error([&](unsigned, const std::string& message) {
        result.good = false;
        result.messages.push_back(message);
    });
    clang_getInclusions(
        first.unit(),
        [](CXFile file, CXSourceLocation*, unsigned, CXClientData data) {
            static_cast<std::vector<std::string>*>(data)->push_back(text(clang_getFileName(file)));
        },
        &result.files);
    if (!result.good) return result;

    header draft = result;
    alias_reader aliases(first.unit(), draft.messages);
    header plain = draft;
    const std::set<std::string> no_classes;
    const std::set<unsigned> no_lines;
    reader once(plain, aliases, no_classes, no_lines);
    once.read(first.unit());
    if (aliases.aliases().empty() && once.copied().empty()) return plain;

    // Once more, with the members of templates' instances, and answers to what only a compiler knows.
    std::string content = file_text(path);
    content += "#include <type_traits>\ntemplate <class T> T cowith_default();\n";
    content += aliases.stand_ins(static_cast<unsigned>(std::count(content.begin(), content.end(), '\n')));
    std::set<std::string> copied = once.copied();
    for (const auto& a : aliases.aliases()) copied.insert(a.key);
    content += copy_questions(copied);
    const parsed_header second(path, flags, &content);
    if (!second.unit()) return plain;
    std::set<unsigned> bad_lines;
    second.each_error([&](unsigned line, const std::string& message) {
        if (!bad_lines.insert(line).second) return;
        const std::string origin = aliases.origin(line), what = message.substr(message.find("error: ") + 7);
        if (!origin.empty()) draft.messages.push_back(origin + ": warning: is not bound: " + what);
    });
    const std::set<std::string> uncopied = not_copyable(second.unit(), copied);
    reader twice(draft, aliases, uncopied, bad_lines);
    twice.read(second.unit());
    return draft;
}

}  // namespace cowith::native
