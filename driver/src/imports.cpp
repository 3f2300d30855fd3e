#include "imports.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

namespace cowith::driver {
namespace {

using namespace frontend;

/// The package `level` steps up from `package` (level 1 is the package itself); false when that leaves the top.
bool climb(std::string& package, std::uint32_t level) {
    for (; level > 1; --level) {
        const auto dot = package.rfind('.');
        if (dot == std::string::npos) return false;
        package.resize(dot);
    }
    return !package.empty();
}

bool names_import_error(const expr* type) {
    if (const auto* t = dyn<name>(type))
        return t->id == "ImportError" || t->id == "ModuleNotFoundError" || t->id == "Exception";
    if (const auto* t = dyn<tuple>(type)) {
        for (const expr* element : t->elts)
            if (names_import_error(element)) return true;
    }
    return false;
}

bool is_type_checking(const expr* test) {
    if (const auto* t = dyn<name>(test)) return t->id == "TYPE_CHECKING";
    const auto* t = dyn<attribute>(test);
    return t != nullptr && t->attr == "TYPE_CHECKING";
}

/// Walks the statements of a module.
class collector {
  public:
    collector(const std::string& package, std::vector<import_request>& found) : package_(package), found_(found) {}

    void walk(const stmt_list& body, bool optional) {
        for (const stmt* s : body) walk(*s, optional);
    }

  private:
    void add(std::string name, location where, bool optional, bool may_be_attribute = false) {
        found_.push_back({std::move(name), where, optional, functions_ > 0, may_be_attribute});
    }

    void walk(const stmt& s, bool optional) {
        switch (s.kind) {
        case node_kind::import_stmt:
            for (const alias* a : as<import_stmt>(&s).names) add(std::string(a->name), a->loc, optional);
            break;
        case node_kind::import_from_stmt: import_from(as<import_from_stmt>(&s), optional); break;
        case node_kind::function_def:
        case node_kind::async_function_def:
            ++functions_;
            walk(as<function_def>(&s).body, optional);
            --functions_;
            break;
        case node_kind::class_def: walk(as<class_def>(&s).body, optional); break;
        case node_kind::for_stmt:
        case node_kind::async_for_stmt:
            walk(as<for_stmt>(&s).body, optional);
            walk(as<for_stmt>(&s).orelse, optional);
            break;
        case node_kind::while_stmt:
            walk(as<while_stmt>(&s).body, optional);
            walk(as<while_stmt>(&s).orelse, optional);
            break;
        case node_kind::if_stmt:
            if (!is_type_checking(as<if_stmt>(&s).test)) walk(as<if_stmt>(&s).body, true);
            walk(as<if_stmt>(&s).orelse, true);
            break;
        case node_kind::with_stmt:
        case node_kind::async_with_stmt: walk(as<with_stmt>(&s).body, optional); break;
        case node_kind::match_stmt:
            for (const match_case* c : as<match_stmt>(&s).cases) walk(c->body, true);
            break;
        case node_kind::try_stmt:
        case node_kind::try_star_stmt: try_block(as<try_stmt>(&s), optional); break;
        default: break;
        }
    }

    void try_block(const try_stmt& s, bool optional) {
        bool guarded = false;
        for (const except_handler* h : s.handlers) guarded |= h->type == nullptr || names_import_error(h->type);
        walk(s.body, optional || guarded);
        for (const except_handler* h : s.handlers) walk(h->body, true);
        walk(s.orelse, optional || guarded);
        walk(s.finalbody, optional);
    }

    void import_from(const import_from_stmt& s, bool optional) {
        std::string base;
        if (s.level > 0) {
            base = package_;
            if (!climb(base, s.level)) {
                add("", s.loc, optional);
                return;
            }
        }
        if (!s.module.empty()) base += (base.empty() ? "" : ".") + std::string(s.module);
        add(base, s.loc, optional);
        for (const alias* a : s.names)
            if (a->name != "*") add(base + "." + std::string(a->name), a->loc, optional, true);
    }

    std::string package_;
    std::vector<import_request>& found_;
    int functions_ = 0;  // around the statement
};

/// The parts of PATH, PYTHONPATH and the like.
std::vector<fs::path> listed_folders(const char* variable) {
    std::vector<fs::path> folders;
    const char* listed = std::getenv(variable);
    std::string_view rest = listed != nullptr ? listed : "";
    while (!rest.empty()) {
        const auto colon = rest.find(':');
        if (const auto folder = rest.substr(0, colon); !folder.empty()) folders.emplace_back(folder);
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
    return folders;
}

/// 11 for "python3.11"; 0 for what is no interpreter's name.
int minor_version(const std::string& name) {
    constexpr std::string_view start = "python3.";
    if (name.compare(0, start.size(), start) != 0 || name.size() == start.size() || name.size() > start.size() + 3)
        return 0;
    int version = 0;
    for (const char c : name.substr(start.size())) {
        if (c < '0' || c > '9') return 0;
        version = version * 10 + (c - '0');
    }
    return version;
}

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

}  // namespace

std::vector<import_request> find_imports(const module_ast& tree, const std::string& package) {
    std::vector<import_request> found;
    collector(package, found).walk(tree.body, false);
    return found;
}

void add_implied_imports(std::string_view text, std::vector<import_request>& imports) {
    struct implied {
        std::string_view importer, imported;
        std::vector<std::string_view> names;
    };
    static const implied all[] = {
        {"asyncio",
         "_asyncio_threads",
         {"to_thread", "run_in_executor", "set_default_executor", "wrap_future", "run_coroutine_threadsafe"}},
        {"asyncio",
         "_asyncio_streams",
         {"Protocol", "Transport", "IncompleteReadError", "LimitOverrunError", "SendfileNotAvailable", "StreamReader",
          "StreamWriter", "AbstractServer"}},
        {"copy", "copyreg", {"copy"}},
        {"inspect", "_inspect_more", {"stack",           "trace",         "frameinfo",  "FrameInfo",  "outerframes",
                                      "innerframes",     "asyncgenstate", "isgetset",   "ismemberd",  "ispackage",
                                      "members_static",  "classtree",     "walktree",   "classify_",  "Attribute",
                                      "modulename",      "sourcefile",    "absfile",    "indentsize", "callargs",
                                      "closurevars",     "ClosureVars",   "findsource", "getblock",   "getsource",
                                      "getcomments",     "getlineno",     "argvalues",  "getargs",    "locals",
                                      "get_annotations", "relativeto",    "CO_HAS",     "CO_METHOD",  "TPFLAGS",
                                      "BufferFlags",     "Traceback",     "Arguments",  "ArgInfo"}},
        {"io", "_io_layers", {"TextIOWrapper", "BufferedR", "BufferedW", "FileIO", "NewlineDecoder", "open_code"}},
        {"", "_io_layers", {"utf-8-sig", "utf_8_sig", "utf-16", "utf_16", "utf-32", "utf_32", "UTF-16", "UTF-8-SIG"}},
        {"importlib.resources", "pathlib", {"files", "path"}},
        {"time", "_strptime", {"strptime"}},
        {"warnings", "re", {"filterwarnings"}},
        {"warnings", "_warnings_deprecated", {"deprecated"}},
        {"weakref", "_weakref_more", {"finalize", "WeakMethod"}},
        {"weakref", "_weakrefset", {"WeakSet"}},
        {"typing", "_typing_hints", {"get_type_hints"}},
        {"typing",
         "_typing_more",
         {"IO", "Pattern", "Match", "ChainMap", "dataclass_transform", "get_protocol_members"}},
        {"random", "_random_more", {"vonmises", "gammav", "betav", "paretov", "weibull", "binomialv"}},
        {"enum",
         "_enum_more",
         {"verify", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_", "show_flag_values", "enum.bin",
          "pickle_by_", "_simple_enum"}},
    };
    for (const implied& one : all) {
        bool imported = one.importer.empty(), mentioned = false;
        for (const auto& request : imports)
            imported |= request.name == one.importer || request.name.rfind(std::string(one.importer) + ".", 0) == 0;
        for (const auto name : one.names) mentioned |= text.find(name) != std::string_view::npos;
        if (imported && mentioned) imports.push_back({std::string(one.imported), {}, true, false, false});
    }
}

static fs::path path_of(std::string name) {
    std::replace(name.begin(), name.end(), '.', '/');
    return name;
}

std::optional<module_file> module_finder::find(const std::string& name, std::vector<dependency>& absent) const {
    const fs::path relative = path_of(name);
    for (const auto& [folder, is_library] : roots_) {
        if (const fs::path package = folder / relative / "__init__.py"; is_file(package))
            return module_file{name, package, true, is_library};
        else
            absent.push_back({package, ""});
        if (const fs::path file = folder / (relative.string() + ".py"); is_file(file))
            return module_file{name, file, false, is_library};
        else
            absent.push_back({file, ""});
    }
    return std::nullopt;
}

bool module_finder::is_namespace(const std::string& name) const {
    std::error_code ignored;
    return std::any_of(roots_.begin(), roots_.end(),
                       [&](const root& place) { return fs::is_directory(place.folder / path_of(name), ignored); });
}

bool module_finder::shadows_library(const std::string& name) const {
    static const std::set<std::string> loaded_first = {"builtins",  "sys",       "posix",  "errno",    "gc", "atexit",
                                                       "time",      "itertools", "abc",    "io",       "os", "os.path",
                                                       "posixpath", "stat",      "codecs", "importlib"};
    if (name[0] == '_' || loaded_first.contains(name)) return false;
    std::vector<root> own;
    for (const root& place : roots_)
        if (!place.is_library) own.push_back(place);
    std::vector<dependency> ignored;
    return module_finder(std::move(own)).find(name, ignored).has_value();
}

bool stands_on_missing_c(const std::string& name) {
    static const std::set<std::string_view> names = {
        // written in C
        "_ast", "_bz2", "_crypt", "_ctypes", "_curses", "_curses_panel", "_dbm", "_elementtree", "_gdbm", "_hashlib",
        "_imp", "_interpreters", "_lsprof", "_lzma", "_md5", "_multiprocessing", "_opcode", "_posixshmem",
        "_posixsubprocess", "_sha1", "_sha2", "_sha256", "_sha3", "_sha512", "_socket", "_sqlite3", "_ssl", "_symtable",
        "_tkinter", "_tokenize", "_tracemalloc", "_uuid", "_zstd", "array", "audioop", "cmath", "crypt", "faulthandler",
        "fcntl", "grp", "marshal", "mmap", "nis", "ossaudiodev", "pwd", "pyexpat", "readline", "resource", "select",
        "spwd", "syslog", "termios", "unicodedata", "zlib",
        // part of the interpreter
        "importlib.abc", "importlib.machinery", "importlib.metadata", "importlib.util", "zipimport",
        // Windows'
        "_overlapped", "_winapi", "msvcrt", "nt", "winreg", "winsound",
        // in Python, and of no use without one of these
        "asyncio.streams", "asyncio.subprocess", "bz2", "cProfile", "ctypes", "curses", "ensurepip", "ftplib", "gzip",
        "hashlib", "hmac", "http.client", "http.server", "imaplib", "lzma", "multiprocessing", "poplib", "profile",
        "pty", "runpy", "selectors", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "symtable", "tarfile",
        "timeit", "tkinter", "tracemalloc", "tty", "urllib.request", "venv", "xmlrpc", "zipfile"};
    if (names.contains(name)) return true;
    const auto dot = name.find('.');
    return dot != std::string::npos && names.contains(std::string_view(name).substr(0, dot));
}

const std::vector<native_module_name>& native_modules() {
    static const std::vector<native_module_name> all = {
#define COWITH_NATIVE_MODULE(dotted_name, symbol) {dotted_name, #symbol, false},
#define COWITH_PYTHON_MODULE(dotted_name, symbol) {dotted_name, #symbol, true},
#include <cowith/native_modules.def>
#undef COWITH_NATIVE_MODULE
#undef COWITH_PYTHON_MODULE
    };
    return all;
}

const native_module_name* find_native_module(std::string_view name) {
    for (const auto& module : native_modules())
        if (module.name == name) return &module;
    return nullptr;
}

fs::path installed_library() {
    int newest = 0;
    fs::path library;
    std::error_code ignored;
    for (const fs::path& folder : listed_folders("PATH")) {
        for (const auto& entry : fs::directory_iterator(folder, ignored)) {
            const std::string name = entry.path().filename().string();
            if (name.compare(0, 7, "python3") != 0) continue;
            const fs::path interpreter = fs::canonical(entry.path(), ignored);
            const int version = minor_version(interpreter.filename().string());
            if (version <= newest) continue;
            const fs::path place = interpreter.parent_path().parent_path() / "lib" / interpreter.filename();
            if (!is_file(place / "os.py")) continue;
            newest = version;
            library = place;
        }
    }
    return library;
}

module_finder finder_for(const std::vector<fs::path>& folders, const fs::path& standard_library) {
    std::vector<module_finder::root> roots;
    roots.reserve(folders.size());
    for (const fs::path& folder : folders) roots.push_back({folder, false});
    for (const fs::path& named : listed_folders("PYTHONPATH")) roots.push_back({named, false});
    const fs::path library = standard_library.empty() ? installed_library() : fs::absolute(standard_library);
    if (!library.empty()) roots.push_back({library, true});
    roots.push_back({"/usr/lib/python3/dist-packages", true});
    return module_finder(std::move(roots));
}

}  // namespace cowith::driver
