#include "command_line.hpp"

#include "commands.hpp"
#include "error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <map>
#include <string>
#include <string_view>

namespace cowith::driver {
namespace {

const char* const description =
    R"(cowith translates Python modules to readable C++20 coroutines and, with a C++ compiler, to programs
that do what CPython 3.14 does with the same file, without Python.)";

const char* const examples = R"(Examples:
  cowith run app.py --port 80        translate, compile and run; the second time it starts at once
  cowith run -m package.tool         the same for a module by its name, as python -m
  cowith test test_app.py -v         run its tests
  cowith build app.py -o app         leave a program behind
  cowith translate app.py -o out     only write out/app.hpp and out/app.cpp
  cowith translate mypackage -o out  the same for a package with all its modules
  cowith run --native db=db.hpp app.py   with a C++ header as a module
  cowith check app.py lib.py         only look for errors
  cowith translate --print=ir app.py show what one phase made of it
  cowith explain E0310               what an error code means, and the way out

Exit status: run has the program's own, test has unittest's: 1 when a test failed, 5 when there is none. The others: 0 all went well, 1 errors in the Python source, 2 wrong use.
Compiled programs are cached in $XDG_CACHE_HOME/cowith (~/.cache/cowith). CXX names another C++ compiler.)";

void add_message_options(CLI::App& command, command_options& options) {
    command
        .add_option(
            "--message-format", options.message_format,
            "How errors are written: long, or gcc (file:line:col: error: ..., as build logs and editors read it)")
        ->type_name("FORM")
        ->check(CLI::IsMember({"long", "gcc"}));
}

/// Options that all commands which translate share.
void add_translation_options(CLI::App& command, command_options& options) {
    add_message_options(command, options);
    command.add_flag("!--no-infer", options.pipeline.infer,
                     "Conclude nothing from the whole module: each async def a coroutine, no global known to be bound; "
                     "the behaviour is the same");
    command.add_flag("--defer", options.pipeline.defer,
                     "What can't be translated (exec, eval, compile, missing modules) raises when it is reached");
    command
        .add_option("--stdlib", options.pipeline.standard_library,
                    "A CPython's Lib folder, for library modules that are not native")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory);
}

void add_compile_options(CLI::App& command, command_options& options) {
    command.add_flag("-g,--debug", options.debug,
                     "Symbols for a debugger, which then steps through the Python file; without -O: -O0");
    command.add_flag("--dynamic", options.dynamic,
                     "Link with shared libraries: a smaller program that needs them where it runs and starts slower");
    command.add_option("-O", options.optimisation, "Optimisation level of the C++ compiler: 0, 1, 2, 3, s")
        ->type_name("LEVEL")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, std::string>{{"0", "-O0"}, {"1", "-O1"}, {"2", "-O2"}, {"3", "-O3"}, {"s", "-Os"}}));
}

void add_compile_commands_option(CLI::App& command, command_options& options) {
    command
        .add_option(
            "--compile-commands", options.native.compile_commands,
            "The compile_commands.json with the flags for those headers, or its folder; without the option that of "
            "the nearest folder above the header that has one, itself or in build/")
        ->type_name("FILE|DIR")
        ->check(CLI::ExistingPath);
}

void add_program(CLI::App& command, command_options& options, const char* about_file) {
    auto* program = command.add_option_group("program");
    program->add_option("FILE", options.inputs, about_file)->expected(1);
    program
        ->add_option("-m", options.module,
                     "A module by its name instead, found from the current folder as python -m does; its packages are "
                     "imported first")
        ->type_name("NAME");
    program->require_option(1);
}

/// What a build system says that translates one of its targets.
void add_unit_options(CLI::App& command, command_options& options) {
    auto* unit =
        command
            .add_option("--unit", options.unit,
                        "For build systems: the files written are those of the modules named, and what they import "
                        "besides goes into NAME.imports.cpp")
            ->type_name("NAME");
    command.add_flag("--main", options.is_program, "The first file is the program: NAME.imports.cpp has main()")
        ->needs(unit);
    command
        .add_option("--uses", options.uses, "The NAME.modules of another unit, whose modules are not translated again")
        ->type_name("FILE")
        ->needs(unit);
}

/// C++ headers as modules, for whole programs. `builds`: the command compiles them too.
void add_native_options(CLI::App& command, command_options& options, bool builds) {
    command
        .add_option("--native", options.native.modules,
                    builds ? "A C++ header that the program imports as a module; may be given several times"
                           : "The same; with --unit, the C++ that binds it is left to a cowith-bind of the build's")
        ->type_name("NAME=HEADER")
        ->allow_extra_args(false);
    const auto add_words = [&](const char* name, std::vector<std::string>& into, const char* about) {
        command
            .add_option_function<std::vector<std::string>>(
                name,
                [&into](const std::vector<std::string>& texts) {
                    for (const auto& text : texts)
                        for (auto& word : split_words(text)) into.push_back(std::move(word));
                },
                about)
            ->type_name("WORDS")
            ->allow_extra_args(false);
    };
    add_words("--native-flags", options.native.flags,
              "Flags of the C++ compiler for those headers, behind those of compile_commands.json: '-Iinclude -DX=1'");
    add_compile_commands_option(command, options);
    if (builds)
        add_words("--native-link", options.native.link,
                  "What the linker is to take for those headers: libraries and objects, '-lsqlite3 db.o'");
}

/// A first word that is no command gets a better answer than CLI11's.
void check_command_name(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        if (command->get_name() == argv[1]) return;
    const std::string word = argv[1];
    const bool is_file = word.size() > 3 && word.compare(word.size() - 3, 3, ".py") == 0;
    throw failure(wrong_use,
                  "there is no command '" + word + "'; " +
                      (is_file ? "to run a file: cowith run " + word : "the commands are listed by cowith --help"));
}

/// How many words of the command line are cowith's: `cowith run [OPTIONS] FILE` (and `cowith test`) hands all behind FILE to the program.
int own_words(int argc, char** argv) {
    if (argc < 2 || (std::strcmp(argv[1], "run") != 0 && std::strcmp(argv[1], "test") != 0)) return argc;
    for (int i = 2; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--stdlib" || word == "--from-library" || word == "-O" || word == "--message-format" ||
            word == "--native" || word == "--native-flags" || word == "--native-link" || word == "--compile-commands")
            ++i;  // the value is the next word
        else if (word == "-m")
            return std::min(i + 2, argc);
        else if (word.empty() || word[0] != '-')
            return i + 1;
    }
    return argc;
}

int parse_and_run(CLI::App& app, int argc, char** argv) {
    command_options options;
    std::string print;
    std::string code;

    auto* translate = app.add_subcommand("translate", "Write the C++ of Python files and packages");
    translate->add_option("FILE", options.inputs, "Python files, or folders that are packages")->required();
    auto* output =
        translate->add_option("-o,--output", options.output, "The folder for the C++ files")->type_name("DIR");
    auto* printed =
        translate->add_option("--print", print, "Show what a phase made of the files instead: ast, ir, typed-ir, cpp")
            ->type_name("PHASE");
    const std::map<std::string, phase> phases = {
        {"ast", phase::ast}, {"ir", phase::ir}, {"typed-ir", phase::typed_ir}, {"cpp", phase::cpp}};
    printed->check(CLI::IsMember({"ast", "ir", "typed-ir", "cpp"}));
    translate
        ->add_option("--depfile", options.depfile,
                     "Also write which files the output was made from, for Make and Ninja")
        ->type_name("FILE");
    translate->add_flag("--follow-imports", options.follow_imports,
                        "Also translate the modules of yours that the files import");
    auto* lines = translate->add_flag("--line-directives", options.pipeline.line_directives,
                                      "Lead the C++ compiler and a debugger to the lines of the Python files");
    translate
        ->add_flag("--debuggable", options.pipeline.for_debugger,
                   "C++ that a debugger steps through well; somewhat slower, for builds without optimisation")
        ->needs(lines);
    add_unit_options(*translate, options);
    add_native_options(*translate, options, false);
    translate
        ->add_flag("--library", options.pipeline.is_library,
                   "The modules become part of the runtime: without a trace of their Python source")
        ->group("");
    add_translation_options(*translate, options);

    auto* build = app.add_subcommand("build", "Translate, compile and link a program");
    add_program(*build, options, "The Python file that is the program, or a folder with __main__.py");
    build->add_option("-o,--output", options.output, "The program to write")->type_name("EXE")->required();
    build
        ->add_option("--depfile", options.depfile,
                     "Also write which files the program was made from, for Make and Ninja")
        ->type_name("FILE");
    add_translation_options(*build, options);
    add_compile_options(*build, options);
    add_native_options(*build, options, true);

    auto* run = app.add_subcommand("run", "Run a Python file as a compiled program, from the cache when it is there");
    add_program(*run, options,
                "The Python file, or a folder with __main__.py; all that follows it goes to the program");
    add_translation_options(*run, options);
    add_compile_options(*run, options);
    add_native_options(*run, options, true);

    auto* test = app.add_subcommand("test", "Run a module's tests as a compiled program, with unittest's report");
    test->add_option(
            "FILE", options.inputs,
            "The Python file with unittest's TestCases, or functions and classes named test...; what follows it are "
            "unittest's options (-v, -f, -k PATTERN, names of tests)")
        ->required()
        ->expected(1);
    test->add_option("--from-library", options.pipeline.from_library,
                     "Translate this module of the library in the place of the native one: contextlib, asyncio.locks")
        ->type_name("MODULE")
        ->allow_extra_args(false);
    add_translation_options(*test, options);
    add_compile_options(*test, options);
    add_native_options(*test, options, true);

    auto* check = app.add_subcommand("check", "Show errors and warnings only");
    check->add_option("FILE", options.inputs, "Python files, or folders that are packages")->required();

    check->add_option("--native", options.native.modules, "A C++ header that is imported as a module")
        ->type_name("NAME=HEADER")
        ->allow_extra_args(false);
    add_message_options(*check, options);

    auto* stubs = app.add_subcommand("stubs", "Write the stubs (.pyi) of a C++ header that is used as a Python module");
    stubs->add_option("NAME=HEADER", options.inputs, "The module's name and its header")->required()->expected(1);
    stubs->add_option("-o,--output", options.output, "The .pyi to write")->type_name("FILE")->required();
    add_compile_commands_option(*stubs, options);
    stubs->add_option("FLAGS", options.arguments, "Behind --: flags of the C++ compiler (-I, -D)");

    auto* explain = app.add_subcommand("explain", "Explain the code of an error or warning");
    explain->add_option("CODE", code, "For example E0310")->required();

    check_command_name(app, argc, argv);
    const int own = own_words(argc, argv);
    app.parse(own, argv);
    for (const auto& module : options.native.modules) options.pipeline.native.push_back(native_name(module));
    if (run->parsed() || test->parsed()) options.arguments.assign(argv + own, argv + argc);
    if (translate->parsed()) {
        if (!print.empty()) return print_command(options, phases.at(print));
        if (output->empty())
            throw failure(wrong_use, "translate needs a folder for the C++ files: -o DIR (or --print=PHASE)");
        return options.unit.empty() ? translate_command(options) : translate_unit_command(options);
    }
    if (build->parsed()) return build_command(options);
    if (run->parsed()) return run_command(options);
    if (test->parsed()) return test_command(options);
    if (check->parsed()) return check_command(options);
    if (stubs->parsed()) return stubs_command(options);
    return explain_command(code);
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app(description, "cowith");
    app.footer(examples);
    app.set_version_flag("--version", "cowith " COWITH_VERSION);
    app.require_subcommand(1);
    try {
        return parse_and_run(app, argc, argv);
    } catch (const CLI::Success& e) {  // --help, --version
        app.exit(e);
        return ok;
    } catch (const CLI::ParseError& e) {
        std::fprintf(stderr, "cowith: %s (see cowith --help)\n", e.what());
        return wrong_use;
    } catch (const failure& e) {
        std::fprintf(stderr, "cowith: %s\n", e.what());
        return e.status;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "cowith: internal error: %s; this is a mistake in cowith\n", e.what());
        return input_error;
    }
}

}  // namespace cowith::driver
