#include "commands.hpp"

#include "error.hpp"
#include "files.hpp"
#include "hash.hpp"
#include "main_module.hpp"
#include "process.hpp"
#include "progress.hpp"
#include "toolchain.hpp"

#include <cowith/frontend/codes.hpp>
#include <cowith/frontend/render.hpp>

#include <unistd.h>

#include <cstdio>

namespace cowith::driver {

translation translate_and_report(const std::vector<input_file>& inputs, const command_options& options,
                                 const pipeline_options& pipeline, phase last) {
    translation result;
    {
        const progress shown("translating " + inputs[0].path.string());
        result = translate(inputs, pipeline, last);
    }
    const std::string report = result.report(frontend::wants_color(STDERR_FILENO), options.message_format == "gcc");
    std::fwrite(report.data(), 1, report.size(), stderr);
    return result;
}

std::string depfile_text(const std::vector<fs::path>& targets, const std::vector<dependency>& made_from) {
    const auto escaped = [](const fs::path& path) {
        std::string text;
        for (const char c : path.string()) {
            if (c == ' ' || c == '#' || c == '\\') text += '\\';
            if (c == '$') text += '$';
            text += c;
        }
        return text;
    };
    std::string text;
    for (const auto& target : targets) text += (text.empty() ? "" : " ") + escaped(target);
    text += ":";
    for (const auto& file : made_from)
        if (!file.hash.empty()) text += " \\\n  " + escaped(file.path);
    return text + "\n";
}

bool is_unit(const lowering::output_file& file) { return fs::path(file.name).extension() == ".cpp"; }

namespace {

/// How a program is translated that is built or run at once.
pipeline_options program_pipeline(const command_options& options) {
    auto pipeline = options.pipeline;
    pipeline.show_absolute_path = true;
    pipeline.line_directives = options.debug;
    pipeline.for_debugger = options.debug;
    return pipeline;
}

std::vector<native_binding> bind_headers(const command_options& options, const layout& parts, translation& result) {
    std::vector<native_binding> bindings;
    if (options.native.modules.empty()) return bindings;
    const progress shown("reading C++ headers");
    const temporary_folder work(fs::temp_directory_path());
    for (const auto& spelled : options.native.modules) {
        bindings.push_back(bind_header(spelled, options.native, parts, work.path()));
        const auto& files = bindings.back().made_from;
        result.made_from.insert(result.made_from.end(), files.begin(), files.end());
    }
    // A program is made anew when a library or object does that is named by its path.
    for (const auto& word : options.native.link)
        if (const auto bytes = read_file(word)) result.made_from.push_back({fs::absolute(word), hash_of(*bytes)});
    return bindings;
}

/// The binding as a unit: its cache key holds what the headers say.
unit unit_of(const native_binding& binding) {
    content_hash hash;
    for (const auto& file : binding.made_from)
        if (!file.hash.empty()) hash.add(file.path.string()).add(file.hash);
    return {binding.module, binding.source, {}, hash.text(), true, binding.flags};
}

void build_program(const translation& result, const std::vector<native_binding>& bindings, toolchain& tools,
                   const fs::path& executable, cache& store, bool by_name) {
    linked_program program;
    program.main_module = result.modules[0].name;
    program.by_name = by_name;
    std::vector<unit> units;
    for (const auto& module : result.modules) {
        // What a module includes goes to a folder named by its contents: the same module compiles once for all programs.
        content_hash hash;
        for (const auto& file : module.files)
            if (!is_unit(file)) hash.add(file.name).add(file.text);
        const std::string key = hash.text();
        const fs::path headers = store.folder("generated/" + key);
        for (const auto& file : module.files) {
            if (is_unit(file))
                units.push_back({module.name, file.text, {headers}, key});
            else
                write_file(headers / file.name, file.text);
        }
    }
    units.push_back({"main", main_source({program}, result.native_modules), {}, ""});
    for (const auto& binding : bindings) units.push_back(unit_of(binding));
    tools.links_bindings = !bindings.empty();
    const progress shown("compiling " + result.modules[0].path.string());
    tools.build(units, executable, store);
}

}  // namespace

int translate_command(const command_options& options) {
    auto pipeline = options.pipeline;
    pipeline.follow_imports = options.follow_imports;
    pipeline.output_folder = options.output;
    auto result = translate_and_report(input_files(options.inputs), options, pipeline, phase::cpp);
    if (!result.good()) return input_error;
    const auto bindings = bind_headers(options, find_layout(), result);
    const fs::path folder = options.output;
    create_folder(folder);
    file_set files;
    std::vector<fs::path> targets;
    for (const auto& module : result.modules) {
        for (const auto& file : module.files) {
            files.add(folder / file.name, file.text);
            targets.push_back(folder / file.name);
        }
    }
    for (const auto& binding : bindings) {
        targets.push_back(folder / (binding.module + ".native.cpp"));
        files.add(targets.back(), binding.source);
    }
    if (!options.depfile.empty()) files.add(options.depfile, depfile_text(targets, result.made_from));
    files.publish();
    return ok;
}

int print_command(const command_options& options, phase which) {
    auto pipeline = options.pipeline;
    pipeline.follow_imports = false;
    const auto result = translate_and_report(input_files(options.inputs), options, pipeline, which);
    if (!result.good()) return input_error;
    for (const auto& module : result.modules) {
        std::fwrite(module.dump.data(), 1, module.dump.size(), stdout);
        for (const auto& file : module.files)
            if (which == phase::cpp) std::printf("// ---- %s\n%s", file.name.c_str(), file.text.c_str());
    }
    return std::fflush(stdout) == 0 ? ok : wrong_use;
}

int build_command(const command_options& options) {
    cache store;
    const layout parts = find_layout();
    toolchain tools(parts);
    if (!options.optimisation.empty())
        tools.optimisation = options.optimisation;
    else if (options.debug)
        tools.optimisation = "-O0";
    tools.debug = options.debug;
    tools.dynamic = options.dynamic;
    tools.libraries = options.native.link;
    const main_module main = find_main_module(options);
    auto pipeline = program_pipeline(options);
    pipeline.search = main.search;
    auto result = translate_and_report({main.file}, options, pipeline, phase::cpp);
    if (!result.good()) return input_error;
    const auto bindings = bind_headers(options, parts, result);
    build_program(result, bindings, tools, options.output, store, main.file.by_name);
    if (!options.depfile.empty()) write_file(options.depfile, depfile_text({options.output}, result.made_from));
    return ok;
}

int run_cached(const command_options& options, const std::vector<input_file>& inputs, const std::string& name,
               const std::vector<std::string>& argv) {
    const cache store;
    const layout parts = find_layout();
    toolchain tools(parts);
    tools.optimisation = !options.optimisation.empty() ? options.optimisation : options.debug ? "-O0" : "-O1";
    tools.debug = options.debug;
    tools.dynamic = options.dynamic;
    tools.libraries = options.native.link;
    content_hash key;
    key.add_identity(parts.executable).add(tools.identity()).add(name);
    key.add(options.dynamic ? "dynamic" : "");
    key.add(options.pipeline.infer ? "infer" : "").add(options.pipeline.defer ? "defer" : "");
    key.add(options.pipeline.standard_library.string());
    for (const auto& module : options.pipeline.from_library) key.add(module);
    if (const char* path = std::getenv("PYTHONPATH"); path != nullptr) key.add(path);
    if (!options.native.modules.empty()) {
        key.add_identity(parts.host_library).add_identity(parts.executable.parent_path() / "cowith-bind");
        key.add(fs::current_path().string()).add(options.native.compile_commands);
        for (const auto* words : {&options.native.modules, &options.native.flags, &options.native.link}) {
            key.add(std::to_string(words->size()));
            for (const auto& word : *words) key.add(word);
        }
    }
    if (const auto program = store.find_program(key.text())) execute(program->string(), argv);

    auto result = translate_and_report(inputs, options, program_pipeline(options), phase::cpp);
    if (!result.good()) return input_error;
    const auto bindings = bind_headers(options, parts, result);
    const fs::path program = store.program_path(key.text());
    cache writable = store;
    build_program(result, bindings, tools, program, writable, inputs[0].by_name);
    store.remember_program(key.text(), result.made_from);
    execute(program.string(), argv);
}

int run_command(const command_options& options) {
    const main_module main = find_main_module(options);
    command_options how = options;
    how.pipeline.search = main.search;
    std::vector<std::string> argv = {main.argv0};
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    const std::string key = fs::absolute(main.file.path).string() + "\n" + main.argv0 + "\n" + options.module;
    return run_cached(how, {main.file}, key, argv);
}

int check_command(const command_options& options) {
    auto pipeline = options.pipeline;
    pipeline.follow_imports = false;
    const auto result = translate_and_report(input_files(options.inputs), options, pipeline, phase::check);
    return result.good() ? ok : input_error;
}

int stubs_command(const command_options& options) {
    const layout parts = find_layout();
    std::vector<dependency> ignored;
    auto argv = bind_command(options.inputs[0], options.native, parts, ignored);
    argv.insert(argv.end(), {"--stubs", options.output, "--"});
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    argv.push_back("-I" + parts.include_folder.string());
    execute(argv[0], argv);
}

int explain_command(const std::string& code) {
    const auto* info = frontend::find_code(code);
    if (info == nullptr)
        throw failure(wrong_use, "there is no diagnostic with the code " + code +
                                     "; codes look like E0310 and stand in brackets behind `error`");
    std::printf("%.*s: %.*s\n\n%.*s\n", static_cast<int>(info->code.size()), info->code.data(),
                static_cast<int>(info->title.size()), info->title.data(), static_cast<int>(info->explanation.size()),
                info->explanation.data());
    return ok;
}

}  // namespace cowith::driver
