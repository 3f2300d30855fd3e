#pragma once
// What the translator has to say about a source: errors and warnings with places. Rendering is elsewhere.

#include "cowith/frontend/source.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cowith::frontend {

enum class severity { error, warning, note };

/// A further place that explains a diagnostic.
struct label {
    location where;
    std::string message;
};

/// One error or warning. `message` is CPython's wording where CPython reports the same.
struct diagnostic {
    severity level = severity::error;
    std::string code;               ///< "E0203"; `cowith explain` knows it
    std::string type;               ///< CPython's exception: "SyntaxError", "IndentationError", "TabError"; else empty
    std::string message;            ///< the first line
    std::string path;               ///< the file; shown as it is
    location where;                 ///< line 0: no place in the file
    std::string at;                 ///< text beside the underline; may be empty
    std::vector<label> others;      ///< secondary places
    std::vector<std::string> help;  ///< what to do instead, one line each
};

/// Collects diagnostics in the order they were found.
struct diagnostics {
    std::vector<diagnostic> list;

    diagnostic& add(diagnostic d) {
        if (d.level == severity::error) ++errors_;
        return list.emplace_back(std::move(d));
    }
    /// Adds an error and returns it, so that the caller can add labels and help.
    diagnostic& error(std::string code, std::string path, location where, std::string message) {
        diagnostic d;
        d.code = std::move(code);
        d.path = std::move(path);
        d.where = where;
        d.message = std::move(message);
        return add(std::move(d));
    }
    bool has_errors() const { return errors_ != 0; }
    std::size_t error_count() const { return errors_; }

  private:
    std::size_t errors_ = 0;
};

}  // namespace cowith::frontend
