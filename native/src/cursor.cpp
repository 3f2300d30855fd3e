#include "cursor.hpp"

#include <set>

namespace cowith::native {

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

std::string class_key(CXType t) {
    const CXType canonical = clang_getCanonicalType(t);
    const CXCursor declared = clang_getTypeDeclaration(canonical);
    if (clang_Cursor_isNull(clang_getSpecializedCursorTemplate(declared))) return qualified(declared);
    return text(clang_getTypeSpelling(clang_getUnqualifiedType(canonical)));
}

bool is_public(CXCursor c) {
    const auto access = clang_getCXXAccessSpecifier(c);
    return access == CX_CXXPublic || access == CX_CXXInvalidAccessSpecifier;
}

bool has_default(CXCursor parameter) {
    const CXTranslationUnit unit = clang_Cursor_getTranslationUnit(parameter);
    CXToken* tokens = nullptr;
    unsigned count = 0;
    clang_tokenize(unit, clang_getCursorExtent(parameter), &tokens, &count);
    bool found = false;
    for (unsigned i = 0; i < count; ++i) found |= text(clang_getTokenSpelling(unit, tokens[i])) == "=";
    clang_disposeTokens(unit, tokens, count);
    return found;
}

bool has_name(CXCursor c) {
    const std::string name = text(clang_getCursorSpelling(c));
    return !name.empty() && name.find('(') == std::string::npos && !clang_Cursor_isAnonymous(c);
}

std::string python_identifier(const std::string& name) {
    static const std::set<std::string> keywords = {
        "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
        "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
        "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
        "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
    };
    return keywords.contains(name) ? name + "_" : name;
}

bool is_in_header(CXCursor c) {
    CXFile file = nullptr;
    unsigned line = 0, column = 0;
    clang_getExpansionLocation(clang_getCursorLocation(c), &file, &line, &column, nullptr);
    return clang_Location_isFromMainFile(clang_getLocation(clang_Cursor_getTranslationUnit(c), file, line, column)) !=
           0;
}

std::string place_of(CXCursor c) {
    CXFile file = nullptr;
    unsigned line = 0, column = 0;
    clang_getExpansionLocation(clang_getCursorLocation(c), &file, &line, &column, nullptr);
    return text(clang_getFileName(file)) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace cowith::native
