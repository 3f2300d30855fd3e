// Which code a syntax error gets: CPython has only the message to tell them apart.

#include "cowith/frontend/codes.hpp"

#include <array>

namespace cowith::frontend {
namespace {

struct rule {
    std::string_view part;  ///< stands in the message
    std::string_view code;
};

/// The first rule that fits wins: the more special ones come first.
constexpr std::array rules = {
    rule{"codec can't decode", "E0209"},
    rule{"(value error)", "E0209"},
    rule{"(unicode error)", "E0209"},
    rule{"bytes can only contain ASCII", "E0209"},
    rule{"f-string", "E0214"},
    rule{"t-string", "E0214"},
    rule{"cannot mix bytes", "E0223"},
    rule{"Missing parentheses in call to", "E0215"},
    rule{"was never closed", "E0205"},
    rule{"unmatched", "E0205"},
    rule{"does not match opening parenthesis", "E0205"},
    rule{"too many nested parentheses", "E0221"},
    rule{"too many levels of indentation", "E0221"},
    rule{"nested too deeply", "E0221"},
    rule{"too complex", "E0221"},
    rule{"Parser stack overflowed", "E0221"},
    rule{"unterminated", "E0206"},
    rule{"literal is too large", "E0207"},
    rule{"leading zeros in decimal", "E0207"},
    rule{"number required in complex literal", "E0217"},
    rule{"invalid character", "E0208"},
    rule{"invalid non-printable character", "E0208"},
    rule{"unexpected EOF", "E0222"},
    rule{"unexpected end of file", "E0222"},
    rule{"line continuation", "E0222"},
    rule{"import", "E0216"},
    rule{"'except", "E0218"},
    rule{"multiple exception types", "E0218"},
    rule{"positional patterns", "E0217"},
    rule{"patterns may only", "E0217"},
    rule{"pattern", "E0217"},
    rule{"cannot use '_' as a target", "E0217"},
    rule{"can be annotated", "E0219"},
    rule{"illegal target for annotation", "E0219"},
    rule{"comprehension", "E0220"},
    rule{"cannot delete", "E0211"},
    rule{"cannot assign to", "E0210"},
    rule{"illegal expression for augmented assignment", "E0210"},
    rule{"cannot use assignment expressions with", "E0210"},
    rule{"Maybe you meant '=='", "E0210"},
    rule{"starred", "E0224"},
    rule{"parameter", "E0212"},
    rule{"may appear only once", "E0212"},
    rule{"named arguments must follow bare *", "E0212"},
    rule{"default value", "E0212"},
    rule{"argument", "E0213"},
    rule{"Generator expression must be parenthesized", "E0213"},
    rule{"expected ", "E0202"},
    rule{"forgot", "E0202"},
    rule{"forget", "E0202"},
    rule{" literal", "E0207"},
};

}  // namespace

std::string_view syntax_error_code(std::string_view type, std::string_view message) {
    if (type == "TabError") return "E0204";
    if (type == "IndentationError") return message.starts_with("expected an indented block") ? "E0202" : "E0203";
    for (const rule& r : rules)
        if (message.find(r.part) != std::string_view::npos) return r.code;
    return "E0201";
}

}  // namespace cowith::frontend
