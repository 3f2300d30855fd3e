// libclang's view of a header: classes, functions and enums that stand in it (not in what it includes), whatever their namespaces.

#include "header.hpp"

#include <clang-c/Index.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace cowith::native {
namespace {

std::string text(CXString s) {
    const char* c = clang_getCString(s);
    std::string result = c ? c : "";
    clang_disposeString(s);
    return result;
}

void each_child(CXCursor of, const std::function<void(CXCursor)>& f) {
    clang_visitChildren(
        of,
        [](CXCursor c, CXCursor, CXClientData data) {
            (*static_cast<const std::function<void(CXCursor)>*>(data))(c);
            return CXChildVisit_Continue;
        },
        const_cast<std::function<void(CXCursor)>*>(&f));
}

std::string qualified(CXCursor c) {
    const CXCursor parent = clang_getCursorSemanticParent(c);
    const std::string own = text(clang_getCursorSpelling(c));
    if (clang_Cursor_isNull(parent) || clang_isTranslationUnit(clang_getCursorKind(parent))) return own;
    const std::string outer = qualified(parent);
    // Inline namespaces of the standard library are nobody's business.
    if (own.empty() || own.starts_with("__")) return outer;
    return outer.empty() ? own : outer + "::" + own;
}

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
    explicit reader(header& h) : header_(h) {}

    void read(CXTranslationUnit unit) {
        unit_ = unit;
        const CXCursor top = clang_getTranslationUnitCursor(unit);
        declare(top);
        walk(top);
    }

  private:
    bool is_here(CXCursor c) const { return clang_Location_isFromMainFile(clang_getCursorLocation(c)) != 0; }

    void warn(CXCursor c, const std::string& message) {
        CXFile file = nullptr;
        unsigned line = 0, column = 0;
        clang_getSpellingLocation(clang_getCursorLocation(c), &file, &line, &column, nullptr);
        header_.messages.push_back(text(clang_getFileName(file)) + ":" + std::to_string(line) + ":" +
                                   std::to_string(column) + ": warning: " + message);
    }

    static bool is_public(CXCursor c) {
        const auto access = clang_getCXXAccessSpecifier(c);
        return access == CX_CXXPublic || access == CX_CXXInvalidAccessSpecifier;
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
                if (awaits(clang_getCursorType(c))) return;
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
                warn(c, "templates are not bound: '" + text(clang_getCursorSpelling(c)) +
                            "'; write a class or function that uses it");
                return;
            default:
                if (is_class(kind) && classes_.contains(qualified(c)) && clang_isCursorDefinition(c)) class_(c);
            }
        });
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
            const std::string one = python_of(clang_Type_getTemplateArgumentAsType(t, static_cast<unsigned>(i)), false);
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
        return classes_.contains(qualified(clang_getTypeDeclaration(clang_getCanonicalType(t))));
    }

    std::string python_of_record(CXType t) const {
        const std::string name = qualified(clang_getTypeDeclaration(t));
        if (classes_.contains(name)) return python_name(name);
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
            return is_bound_class(item) ? "" : of("list", {0});
        }
        if (name == "std::set") return of("set", {0});
        if (name == "std::map") return of("dict", {0, 1});
        if (name == "std::optional") {
            const std::string inner = python_of_arguments(t, {0});
            return inner.empty() || is_bound_class(clang_Type_getTemplateArgumentAsType(t, 0)) ? "" : inner + " | None";
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

    // ---- functions
    bool has_default(CXCursor p) const {
        bool found = false;
        each_child(p, [&](CXCursor c) { found |= clang_isExpression(clang_getCursorKind(c)) != 0; });
        return found;
    }

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
            parameter made{text(clang_getCursorSpelling(p)),
                           {text(clang_getTypeSpelling(clang_getCanonicalType(type))), python_of(type, true), false},
                           has_default(p)};
            if (made.name.empty()) made.name = "argument" + std::to_string(i + 1);
            if (made.type.python.empty() || made.type.cpp.find("unique_ptr") != std::string::npos) {
                warn(p,
                     "'" + f.name + "' is not bound: no Python type for '" + text(clang_getTypeSpelling(type)) + "'");
                return false;
            }
            f.parameters.push_back(std::move(made));
        }
        const CXType result = clang_getResultType(clang_getCursorType(c));
        f.result = result_type(result);
        if (clang_getCursorKind(c) != CXCursor_Constructor && f.result.python.empty()) {
            warn(c, "'" + f.name + "' is not bound: no Python type for its result '" +
                        text(clang_getTypeSpelling(result)) + "'");
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
            const CXCursor base = clang_getTypeDeclaration(clang_getCursorType(b));
            const std::string name = qualified(base);
            if (classes_.contains(name)) {
                if (into.base.empty()) into.base = name;
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
        each_child(c, [&](CXCursor m) {
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
        header_.classes.push_back(std::move(made));
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
            warn(c, "'" + made.name + "' is not bound: no Python type for '" + text(clang_getTypeSpelling(type)) + "'");
            return;
        }
        into.fields.push_back(std::move(made));
    }

    header& header_;
    CXTranslationUnit unit_ = nullptr;
    std::set<std::string> classes_, enums_;
};

}  // namespace

header read_header(const std::string& name, const std::string& path, const std::vector<std::string>& flags) {
    header result;
    result.name = name;
    result.path = path;
    std::vector<const char*> arguments = {"-x", "c++", "-std=c++20"};
    for (const auto& flag : flags) arguments.push_back(flag.c_str());
    CXIndex index = clang_createIndex(1, 0);
    CXTranslationUnit unit = nullptr;
    const auto error =
        clang_parseTranslationUnit2(index, path.c_str(), arguments.data(), static_cast<int>(arguments.size()), nullptr,
                                    0, CXTranslationUnit_SkipFunctionBodies, &unit);
    if (error != CXError_Success) {
        result.messages.push_back(path + ":1:1: error: libclang cannot read the header");
        result.good = false;
        return result;
    }
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); ++i) {
        CXDiagnostic d = clang_getDiagnostic(unit, i);
        if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error) {
            result.good = false;
            result.messages.push_back(
                text(clang_formatDiagnostic(d, CXDiagnostic_DisplaySourceLocation | CXDiagnostic_DisplayColumn)));
        }
        clang_disposeDiagnostic(d);
    }
    if (result.good) reader(result).read(unit);
    clang_getInclusions(
        unit,
        [](CXFile file, CXSourceLocation*, unsigned, CXClientData data) {
            static_cast<std::vector<std::string>*>(data)->push_back(text(clang_getFileName(file)));
        },
        &result.files);
    clang_disposeTranslationUnit(unit);
    clang_disposeIndex(index);
    return result;
}

}  // namespace cowith::native
