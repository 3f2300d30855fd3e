#include "aliases.hpp"

#include <algorithm>

namespace cowith::native {
namespace {

std::string type_text(CXType t) { return "std::type_identity_t<" + text(clang_getTypeSpelling(t)) + ">"; }

bool is_parameter_of_template(CXCursorKind k) {
    return k == CXCursor_TemplateTypeParameter || k == CXCursor_NonTypeTemplateParameter ||
           k == CXCursor_TemplateTemplateParameter;
}

bool has_members(CXCursor record) {
    bool found = false;
    each_child(record, [&](CXCursor c) {
        const auto kind = clang_getCursorKind(c);
        found |= kind == CXCursor_CXXMethod || kind == CXCursor_FieldDecl || kind == CXCursor_Constructor;
    });
    return found;
}

/// "using T = int;" and "static constexpr int N = 3;"; false: not with these kinds of parameters.
bool bind_parameters(CXCursor pattern, CXType type, std::string& declared) {
    std::vector<CXCursor> parameters;
    each_child(pattern, [&](CXCursor c) {
        if (is_parameter_of_template(clang_getCursorKind(c))) parameters.push_back(c);
    });
    if (clang_Type_getNumTemplateArguments(type) != static_cast<int>(parameters.size())) return false;
    const CXCursor record = clang_getTypeDeclaration(type);
    for (unsigned i = 0; i < parameters.size(); ++i) {
        const std::string name = text(clang_getCursorSpelling(parameters[i]));
        if (name.empty()) continue;
        switch (clang_Cursor_getTemplateArgumentKind(record, i)) {
        case CXTemplateArgumentKind_Type:
            declared +=
                " using " + name + " = " +
                text(clang_getTypeSpelling(clang_getCanonicalType(clang_Cursor_getTemplateArgumentType(record, i)))) +
                ";";
            break;
        case CXTemplateArgumentKind_Integral:
            declared += " static constexpr " + type_text(clang_getCursorType(parameters[i])) + " " + name +
                        " = static_cast<" + text(clang_getTypeSpelling(clang_getCursorType(parameters[i]))) + ">(" +
                        std::to_string(clang_Cursor_getTemplateArgumentValue(record, i)) + ");";
            break;
        default: return false;
        }
    }
    return true;
}

}  // namespace

alias_reader::alias_reader(CXTranslationUnit unit, std::vector<std::string>& messages) : messages_(messages) {
    find(clang_getTranslationUnitCursor(unit));
}

void alias_reader::find(CXCursor in) {
    each_child(in, [&](CXCursor c) {
        if (!is_in_header(c)) return;
        const auto kind = clang_getCursorKind(c);
        if (kind == CXCursor_Namespace) find(c);
        if (kind == CXCursor_TypeAliasDecl || kind == CXCursor_TypedefDecl)
            instantiate(c, clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(c)));
    });
}

void alias_reader::instantiate(CXCursor c, CXType type) {
    if (type.kind != CXType_Record) return;
    const CXCursor record = clang_getTypeDeclaration(type);
    const CXCursor written = clang_getSpecializedCursorTemplate(record);
    if (clang_Cursor_isNull(written)) return;
    const std::string of = qualified(written);
    // Those of the library have types in Python already, or none.
    if (of.starts_with("std::") || of.starts_with("cowith::")) return;
    bool awaits = false;
    each_child(written, [&](CXCursor m) {
        const std::string name = text(clang_getCursorSpelling(m));
        awaits |= name == "await_ready" || name == "operator co_await";
    });
    if (awaits) return;
    used_.insert(of);
    alias made;
    made.cpp = qualified(c);
    made.python = text(clang_getCursorSpelling(c));
    made.key = class_key(type);
    if (!keys_.insert(made.key).second) {
        messages_.push_back(place_of(c) + ": warning: '" + made.python + "' is not bound: '" + made.key +
                            "' has a name already");
        return;
    }
    // Written out for these arguments, or to be taken from the template.
    const bool is_own = has_members(record);
    const CXCursor pattern = is_own ? record : written;
    std::string parameters;
    if (!is_own &&
        (clang_getCursorKind(pattern) != CXCursor_ClassTemplate || !bind_parameters(pattern, type, parameters))) {
        messages_.push_back(place_of(c) + ": warning: '" + made.python + "' is not bound: '" + of +
                            "' has parameters that are no types and no numbers, or any number of them");
        return;
    }
    made.doc = text(clang_Cursor_getBriefCommentText(c));
    if (made.doc.empty()) made.doc = text(clang_Cursor_getBriefCommentText(pattern));
    const std::string name = "cowith_stand_in_" + made.python;
    const auto scope = made.cpp.rfind("::");
    const std::string space = scope == std::string::npos ? "" : made.cpp.substr(0, scope);
    made.stand_in = (space.empty() ? "" : space + "::") + name;
    std::vector<std::pair<std::string, std::string>> lines;
    // In the template's own namespace: there its names mean what they meant.
    const std::string home = of.rfind("::") == std::string::npos ? "" : of.substr(0, of.rfind("::"));
    made.stand_in = (home.empty() ? "" : home + "::") + name;
    lines.emplace_back((home.empty() ? "" : "namespace " + home + " { ") + "struct " + name +
                           " { using cowith_type = ::" + made.cpp + "; static_assert(sizeof(cowith_type) > 0);" +
                           parameters,
                       place_of(c));
    each_child(pattern, [&](CXCursor m) {
        if (clang_getCursorKind(m) == CXCursor_CXXBaseSpecifier && is_public(m) && made.base.empty())
            made.base = class_key(clang_getCursorType(m));
        member(m, made, lines);
    });
    lines.emplace_back(std::string("};") + (home.empty() ? "" : " }"), place_of(c));
    aliases_.push_back(std::move(made));
    lines_.push_back(std::move(lines));
}

std::string alias_reader::signature(CXCursor m, const std::string& name, bool is_constructor) {
    std::string list;
    const int count = clang_Cursor_getNumArguments(m);
    for (int i = 0; i < count; ++i) {
        const CXCursor p = clang_Cursor_getArgument(m, static_cast<unsigned>(i));
        const std::string type = type_text(clang_getCursorType(p));
        list += (list.empty() ? "" : ", ") + type + " " + text(clang_getCursorSpelling(p)) +
                (has_default(p) ? " = cowith_default<" + type + ">()" : "");
    }
    std::string result;
    if (!is_constructor)
        result = (clang_CXXMethod_isStatic(m) ? "static " : "") +
                 type_text(clang_getResultType(clang_getCursorType(m))) + " ";
    return result + name + "(" + list + ")" + (clang_CXXMethod_isConst(m) ? " const;" : ";");
}

void alias_reader::member(CXCursor m, alias& a, std::vector<std::pair<std::string, std::string>>& lines) {
    if (!is_public(m)) return;
    const std::string name = text(clang_getCursorSpelling(m));
    const auto add = [&](const std::string& declared) {
        std::string doc = text(clang_Cursor_getBriefCommentText(m));
        std::replace(doc.begin(), doc.end(), '\n', ' ');
        if (!doc.empty()) lines.emplace_back("/// " + doc, place_of(m));
        lines.emplace_back(declared, place_of(m));
    };
    switch (clang_getCursorKind(m)) {
    case CXCursor_TypeAliasDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_EnumDecl:
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
        // The type's own name is one of its members.
        if (!name.empty() &&
            name != a.key.substr(0, a.key.find('<')).substr(a.key.substr(0, a.key.find('<')).rfind(':') + 1))
            lines.emplace_back("using " + name + " = cowith_type::" + name + ";", place_of(m));
        return;
    case CXCursor_Constructor:
        if (!clang_CXXConstructor_isCopyConstructor(m) && !clang_CXXConstructor_isMoveConstructor(m) &&
            !clang_CXXMethod_isDeleted(m))
            add(signature(m, "cowith_stand_in_" + a.python, true));
        return;
    case CXCursor_CXXMethod:
        if (!clang_CXXMethod_isDeleted(m) && name != "operator=") add(signature(m, name, false));
        return;
    case CXCursor_FieldDecl: add(type_text(clang_getCursorType(m)) + " " + name + ";"); return;
    case CXCursor_VarDecl: add("static " + type_text(clang_getCursorType(m)) + " " + name + ";"); return;
    case CXCursor_FunctionTemplate:
        messages_.push_back(place_of(m) + ": warning: templates are not bound: '" + a.python + "::" + name + "'");
        return;
    default: return;
    }
}

std::string alias_reader::stand_ins(unsigned lines) {
    std::string result;
    for (const auto& list : lines_)
        for (const auto& [line, place] : list) {
            result += line + "\n";
            origins_[++lines] = place;
        }
    return result;
}

std::string alias_reader::origin(unsigned line) const {
    const auto found = origins_.find(line);
    return found == origins_.end() ? "" : found->second;
}

}  // namespace cowith::native
