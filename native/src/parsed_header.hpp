#pragma once
#include "cursor.hpp"

#include <string>
#include <vector>

namespace cowith::native {

/// A header as libclang reads it, with what stands behind its text in memory alone. `bodies`: those of functions are read too.
class parsed_header {
  public:
    parsed_header(const std::string& path, const std::vector<std::string>& flags, const std::string* content,
                  bool bodies = false) {
        std::vector<const char*> arguments = {"-x", "c++", "-std=c++20", "-ferror-limit=0"};
        for (const auto& flag : flags) arguments.push_back(flag.c_str());
        index_ = clang_createIndex(1, 0);
        CXUnsavedFile file{path.c_str(), content ? content->data() : nullptr, content ? content->size() : 0};
        if (clang_parseTranslationUnit2(
                index_, path.c_str(), arguments.data(), static_cast<int>(arguments.size()), &file, content ? 1 : 0,
                bodies ? CXTranslationUnit_None : CXTranslationUnit_SkipFunctionBodies, &unit_) != CXError_Success)
            unit_ = nullptr;
    }
    parsed_header(const parsed_header&) = delete;
    parsed_header& operator=(const parsed_header&) = delete;
    ~parsed_header() {
        if (unit_) clang_disposeTranslationUnit(unit_);
        clang_disposeIndex(index_);
    }
    CXTranslationUnit unit() const { return unit_; }

    /// Calls f(line in the header or 0, message) for each error.
    template <class F> void each_error(F f) const {
        for (unsigned i = 0; i < clang_getNumDiagnostics(unit_); ++i) {
            CXDiagnostic d = clang_getDiagnostic(unit_, i);
            if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error) {
                unsigned line = 0;
                const CXSourceLocation place = clang_getDiagnosticLocation(d);
                clang_getSpellingLocation(place, nullptr, &line, nullptr, nullptr);
                f(clang_Location_isFromMainFile(place) ? line : 0,
                  text(clang_formatDiagnostic(d, CXDiagnostic_DisplaySourceLocation | CXDiagnostic_DisplayColumn)));
            }
            clang_disposeDiagnostic(d);
        }
    }

  private:
    CXIndex index_ = nullptr;
    CXTranslationUnit unit_ = nullptr;
};

}  // namespace cowith::native
