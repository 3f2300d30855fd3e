#pragma once
// The flags that a project compiles its C++ with, from its compile_commands.json.

#include <string>
#include <vector>

namespace cowith::native {

/// Which of a compiler's words matter to who includes a header: folders, definitions, the language's version, the target. Relative
/// folders become absolute. Exceptions and RTTI stay on: bindings need them; versions before C++20 don't count for the same reason.
std::vector<std::string> header_flags(const std::vector<std::string>& command, const std::string& folder);

/// The flags of the file that is most like the header (the same name, or the nearest). `database` is a compile_commands.json or its
/// folder. `error` says why there are none.
std::vector<std::string> flags_from_database(const std::string& database, const std::string& header,
                                             std::string& error);

}  // namespace cowith::native
