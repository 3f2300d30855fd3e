// libclang's view of a header: classes, functions and enums that stand in it (not in what it includes), whatever their namespaces.

#include "aliases.hpp"
#include "cursor.hpp"
#include "header.hpp"
#include "operators.hpp"
#include "parsed_header.hpp"
#include "try_out.hpp"
#include "type_reader.hpp"

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
        : header_(h), aliases_(aliases), types_(not_copyable), bad_lines_(bad_lines) {
        for (const auto& a : aliases.aliases()) types_.declare_class(a.key, a.python);
    }
    /// Keys of classes that are copied into containers or out of them.
    const std::set<std::string>& copied() const { return types_.copied(); }

    void read(CXTranslationUnit unit) {
        const CXCursor top = clang_getTranslationUnitCursor(unit);
        declare(top);
        walk(top);
        attach_operators();
        order_bases();
    }

  private:
    void warn(CXCursor c, const std::string& message) {
        const std::string origin = aliases_.origin(line_of(c));
        header_.messages.push_back((origin.empty() ? place_of(c) : origin) + ": warning: " + message);
    }
    static unsigned line_of(CXCursor c) {
        unsigned line = 0;
        clang_getExpansionLocation(clang_getCursorLocation(c), nullptr, &line, nullptr, nullptr);
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
            if (!is_in_header(c)) return;
            if (kind == CXCursor_Namespace) {
                declare(c);
            } else if (is_class(kind) && clang_isCursorDefinition(c) && is_public(c) && has_name(c)) {
                if (type_reader::awaits(clang_getCursorType(c)) || alias_of(c)) return;
                if (!clang_Cursor_isNull(clang_getSpecializedCursorTemplate(c))) return;  // known by an alias
                types_.declare_class(qualified(c));
                declare(c);
            } else if (kind == CXCursor_EnumDecl && is_public(c) && has_name(c)) {
                types_.declare_enum(qualified(c));
            }
        });
    }

    void walk(CXCursor in) {
        each_child(in, [&](CXCursor c) {
            if (!is_in_header(c)) return;
            switch (const auto kind = clang_getCursorKind(c); kind) {
            case CXCursor_Namespace: walk(c); return;
            case CXCursor_EnumDecl: enumeration_(c, header_.constants); return;
            case CXCursor_FunctionDecl: free_function(c); return;
            case CXCursor_VarDecl: variable(c, header_.constants); return;
            case CXCursor_UnionDecl:
                if (has_name(c)) warn(c, "unions are not bound: '" + text(clang_getCursorSpelling(c)) + "'");
                return;
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
                else if (clang_Cursor_isNull(clang_getSpecializedCursorTemplate(c)) && types_.is_class(qualified(c)))
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

    // ---- functions
    /// False: something in it can't be bound, which is said.
    bool describe(CXCursor c, function& f, bool needs_result = true) {
        f.name = text(clang_getCursorSpelling(c));
        f.python = python_identifier(f.name);
        const std::string origin = aliases_.origin(line_of(c));
        f.place = origin.empty() ? place_of(c) : origin;
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
                {text(clang_getTypeSpelling(clang_getCanonicalType(type))), types_.python_of_parameter(type), false},
                has_default(p)};
            if (made.name.empty()) made.name = "argument" + std::to_string(i + 1);
            made.name = made.name == "self" ? "self_" : python_identifier(made.name);
            if (made.type.python.empty() || made.type.cpp.find("unique_ptr") != std::string::npos) {
                warn(p, "'" + f.name + "' is not bound: no Python type for '" + type_reader::shown(type) + "'");
                return false;
            }
            f.parameters.push_back(std::move(made));
        }
        const CXType result = clang_getResultType(clang_getCursorType(c));
        f.result = types_.result_type(result);
        if (needs_result && clang_getCursorKind(c) != CXCursor_Constructor && f.result.python.empty()) {
            warn(c,
                 "'" + f.name + "' is not bound: no Python type for its result '" + type_reader::shown(result) + "'");
            return false;
        }
        return true;
    }

    void free_function(CXCursor c) {
        function f;
        if (text(clang_getCursorSpelling(c)).starts_with("operator")) return free_operator(c);
        if (!describe(c, f)) return;
        f.name = qualified(c);
        header_.functions.push_back(std::move(f));
    }

    /// An operator that is no method becomes one of the first class among its operands.
    void free_operator(CXCursor c) {
        const std::string name = text(clang_getCursorSpelling(c));
        if (name == "operator<<" || name == "operator>>") return;  // most often those of streams
        const int count = clang_Cursor_getNumArguments(c);
        int own = 0;
        const auto operand = [&](int i) {
            const CXType t = clang_getCursorType(clang_Cursor_getArgument(c, static_cast<unsigned>(i)));
            const bool refers = t.kind == CXType_LValueReference || t.kind == CXType_RValueReference;
            return clang_getCanonicalType(refers ? clang_getPointeeType(t) : t);
        };
        while (own < count && !types_.is_bound_class(operand(own))) ++own;
        if (own == count || count > 2) {
            warn(c, "'" + name + "' is not bound: no operand of it is a class of this header");
            return;
        }
        function f;
        if (!describe(c, f, name != "operator<=>")) return;
        f.parameters.erase(f.parameters.begin() + own);
        operators(c, std::move(f), cpp_name(class_key(operand(own))), own == 1);
    }

    /// What an operator means in Python: `<=>` stands for four, or five if it is defaulted.
    void operators(CXCursor c, function f, const std::string& owner, bool is_reflected) {
        const std::string name = f.name, symbol = name.substr(std::string("operator").size());
        f.is_reflected = is_reflected;
        const auto put = [&](const std::string& one) {
            std::string python = python_operator("operator" + one, static_cast<int>(f.parameters.size()));
            if (is_reflected) python = reflected_operator(python);
            if (python.empty()) {
                warn(c, "not bound: '" + name + "' has no name in Python; write a method");
                return;
            }
            f.infix = one;
            f.python = python;
            operators_.emplace_back(owner, f);
        };
        if (symbol != "<=>") return put(symbol);
        f.result = {"bool", "bool", false};
        for (const char* one : {"<", "<=", ">", ">="}) put(one);
        if (clang_CXXMethod_isDefaulted(c)) put("==");  // unless there is one
    }
    /// Declared in a class and outside of it, it is one.
    void attach_operators() {
        std::set<std::string> seen;
        for (auto& [owner, f] : operators_) {
            std::string key = owner + " " + f.python;
            for (const auto& p : f.parameters) key += " " + p.type.cpp;
            if (!seen.insert(key).second) continue;
            for (auto& c : header_.classes) {
                const auto equals = [](const function& m) { return m.name == "operator=="; };
                const bool is_there = f.name == "operator<=>" && f.python == "__eq__" &&
                                      std::any_of(c.methods.begin(), c.methods.end(), equals);
                if (c.cpp == owner && !c.is_exception && !is_there) c.methods.push_back(f);
            }
        }
    }

    /// Members of enums without a name are constants where the enum stands.
    void enumeration_(CXCursor c, std::vector<constant>& constants) {
        if (!is_public(c) || !clang_isCursorDefinition(c)) return;
        const bool named = has_name(c);
        enumeration made{qualified(c),
                         python_identifier(text(clang_getCursorSpelling(c))),
                         text(clang_Cursor_getBriefCommentText(c)),
                         {}};
        const auto kind = clang_getCanonicalType(clang_getEnumDeclIntegerType(c)).kind;
        const bool is_unsigned = kind == CXType_ULong || kind == CXType_ULongLong;
        const std::string scope = qualified(clang_getCursorSemanticParent(c));
        each_child(c, [&](CXCursor m) {
            if (clang_getCursorKind(m) != CXCursor_EnumConstantDecl) return;
            const std::string name = text(clang_getCursorSpelling(m));
            const long long value = clang_getEnumConstantDeclValue(m);
            if (is_unsigned && value < 0)
                warn(m, "'" + name + "' is not bound: its value is too large");
            else if (named)
                made.members.emplace_back(python_identifier(name), value);
            else
                constants.push_back({(scope.empty() ? "" : scope + "::") + name, python_identifier(name), "int", true});
        });
        if (named) header_.enums.push_back(std::move(made));
    }

    /// Constants are values in Python; what changes isn't bound.
    void variable(CXCursor c, std::vector<constant>& constants, const std::string& scope = "") {
        if (!is_public(c) || !has_name(c)) return;
        // A class's own, defined outside of it: it has been seen there.
        if (!clang_equalCursors(clang_getCursorSemanticParent(c), clang_getCursorLexicalParent(c))) return;
        const std::string name = text(clang_getCursorSpelling(c));
        if (name.starts_with("cowith_copies_")) return;  // questions of ours
        const CXType type = clang_getCursorType(c);
        const CXType item = clang_getCanonicalType(type);
        const bool is_text = item.kind == CXType_Pointer && types_.python_of(item, true) == "str";
        const std::string python = is_text ? "str" : types_.python_of(type, false);
        if (!clang_isConstQualifiedType(item))
            warn(c, "'" + name + "' is not bound: it may change; write functions that read and set it");
        else if (python.empty() || types_.is_bound_class(item))
            warn(c, "'" + name + "' is not bound: no Python type for '" + type_reader::shown(type) + "'");
        else
            constants.push_back(
                {scope.empty() ? qualified(c) : scope + "::" + name, python_identifier(name), python, false});
    }

    // ---- classes
    void bases(CXCursor c, class_type& into) {
        each_child(c, [&](CXCursor b) {
            if (clang_getCursorKind(b) != CXCursor_CXXBaseSpecifier || !is_public(b)) return;
            const std::string name = class_key(clang_getCursorType(b));
            if (types_.is_class(name)) {
                if (into.base.empty())
                    into.base = cpp_name(name);
                else
                    warn(b, "'" + into.python + "' has one base in Python; what it has of '" + name + "' is not bound");
                for (const auto& other : header_.classes)
                    if (other.cpp == name && other.is_exception) into.is_exception = true;
            } else if (const auto known = exception_bases.find(name); known != exception_bases.end()) {
                into.is_exception = true;
                into.python_base = known->second;
            } else if (!name.starts_with("std::")) {
                warn(b, "what '" + into.python + "' has of its base '" + name + "' is not bound" +
                            (name.find('<') == std::string::npos ? ": it stands in another header"
                                                                 : ": it has no name of its own"));
            }
        });
    }

    void class_(CXCursor c) {
        class_type made;
        made.cpp = qualified(c);
        made.python = python_identifier(text(clang_getCursorSpelling(c)));
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
        if (types_.is_class(a.base)) made.base = cpp_name(a.base);
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
            case CXCursor_VarDecl:
                // Beside a stand-in's name: the arguments of its template.
                if (made.cpp == qualified(c) || line_of(m) != line_of(c)) variable(m, made.constants, made.cpp);
                return;
            case CXCursor_EnumDecl: enumeration_(m, made.constants); return;
            case CXCursor_FriendDecl: friend_(m); return;
            case CXCursor_UsingDeclaration:
                if (is_public(m) && !made.is_exception)
                    warn(m, "what 'using' brings into '" + made.python + "' is not bound: write it out");
                return;
            case CXCursor_ConversionFunction: conversion(m, made); return;
            case CXCursor_FunctionTemplate:
                if (is_public(m))
                    warn(m, "templates are not bound: '" + made.python + "::" + text(clang_getCursorSpelling(m)) + "'");
                return;
            case CXCursor_ClassDecl:
            case CXCursor_StructDecl:
                if (clang_isCursorDefinition(m) && types_.is_class(qualified(m))) class_(m);
                return;
            default: return;
            }
        });
        one_kind_of_overloads(made);
        if (!virtuals.empty() && !made.is_exception)
            header_.messages.push_back(place_of(c) + ": note: subclasses of '" + made.python +
                                       "' in Python do not override its virtual functions for C++ (" + virtuals + ")");
    }

    /// In Python a method is static or isn't.
    void one_kind_of_overloads(class_type& c) {
        std::map<std::string, bool> kinds;
        std::erase_if(c.methods, [&](const function& f) {
            if (kinds.try_emplace(f.python, f.is_static).first->second == f.is_static) return false;
            header_.messages.push_back(f.place + ": warning: '" + f.name + "' is not bound: overloads of it are " +
                                       (f.is_static ? "not static" : "static"));
            return true;
        });
    }

    void friend_(CXCursor c) {
        each_child(c, [&](CXCursor f) {
            // Others aren't found by their names, or are declared outside too.
            if (text(clang_getCursorSpelling(f)).starts_with("operator")) free_function(f);
        });
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
        if (name == "operator=") return;
        if (name == "operator<=>" && clang_Cursor_getNumArguments(c) == 1) {
            // The result may be `auto`, of a type that has no name in Python.
            function f;
            if (describe(c, f, false)) operators(c, std::move(f), into.cpp, false);
            return;
        }
        const std::string python = python_operator(name, clang_Cursor_getNumArguments(c));
        if (name.starts_with("operator") && python.empty()) {
            warn(c, "not bound: '" + name + "' has no name in Python; write a method");
            return;
        }
        function f;
        if (!describe(c, f)) return;
        if (!python.empty()) f.python = python;
        f.is_static = clang_CXXMethod_isStatic(c) != 0;
        into.methods.push_back(std::move(f));
    }

    void conversion(CXCursor c, class_type& into) {
        if (!is_public(c)) return;
        function f;
        if (clang_getCanonicalType(clang_getCursorResultType(c)).kind != CXType_Bool || !describe(c, f)) {
            warn(c, "conversions are not bound, but to bool: '" + text(clang_getCursorSpelling(c)) + "'");
            return;
        }
        f.python = "__bool__";
        f.infix = "bool";
        into.methods.push_back(std::move(f));
    }

    void member(CXCursor c, class_type& into) {
        if (!is_public(c) || into.is_exception || !has_name(c)) return;
        const CXType type = clang_getCursorType(c);
        field made{text(clang_getCursorSpelling(c)),
                   {text(clang_getTypeSpelling(clang_getCanonicalType(type))), types_.python_of(type, false), false},
                   clang_isConstQualifiedType(type) != 0,
                   clang_Cursor_isBitField(c) != 0};
        if (made.type.python.empty()) {
            const CXCursor declared = clang_getTypeDeclaration(clang_getCanonicalType(type));
            const bool is_shown = clang_Cursor_isNull(declared) || has_name(declared);
            warn(c, "'" + made.name + "' is not bound: " +
                        (is_shown ? "no Python type for '" + type_reader::shown(type) + "'" : "its type has no name"));
            return;
        }
        into.fields.push_back(std::move(made));
    }

    header& header_;
    const alias_reader& aliases_;
    type_reader types_;
    std::vector<std::pair<std::string, function>> operators_;  ///< that are no methods, with their classes
    const std::set<unsigned>& bad_lines_;                      ///< declarations of stand-ins that make no sense
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
    if (aliases.aliases().empty() && once.copied().empty()) {
        try_out(plain, flags, file_text(path));
        return plain;
    }

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
    try_out(draft, flags, file_text(path));
    return draft;
}

}  // namespace cowith::native
