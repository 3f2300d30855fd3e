#include "layout.hpp"

#include "error.hpp"

#include <sstream>

namespace cowith::driver {

layout find_layout() {
    std::error_code error;
    const fs::path executable = fs::read_symlink("/proc/self/exe", error);
    if (error) throw failure(wrong_use, "cannot find its own executable through /proc/self/exe: " + error.message());
    return find_layout(executable);
}

layout find_layout(const fs::path& executable) {
    layout result;
    result.executable = executable;
    const fs::path folder = result.executable.parent_path();
    if (const auto text = read_file(folder / "cowith.layout")) {
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);) {
            const auto equals = line.find('=');
            const std::string key = line.substr(0, equals);
            const std::string value = equals == std::string::npos ? "" : line.substr(equals + 1);
            if (key == "include") result.include_folder = value;
            if (key == "runtime") result.runtime_library = value;
            if (key == "modules") result.modules_library = value;
            if (key == "host") result.host_library = value;
            if (key == "compiler") result.compiler = value;
            if (key == "flag") result.flags.push_back(value);
        }
    } else {
        result.include_folder = folder.parent_path() / "include";
        result.runtime_library = folder.parent_path() / "lib/cowith/libcowith_runtime.a";
        result.modules_library = folder.parent_path() / "lib/cowith/libcowith_modules.a";
        result.host_library = folder.parent_path() / "lib/cowith/libcowith_host.a";
    }
    return result;
}

}  // namespace cowith::driver
