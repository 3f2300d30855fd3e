#pragma once
// IR -> C++ text. Knows indentation, 120 columns, and where comments go; decides nothing about meaning.

#include "builder.hpp"

#include <string>

namespace cowith::lowering {

/// Breaks one C++ statement into lines of at most 120 columns at its outermost commas and operators.
void append_wrapped(std::string& out, const std::string& statement, int indent);

/// Prints one function.
class function_printer {
  public:
    function_printer(const module_builder& module, ir::function& fn);
    std::string print();

  private:
    void choose_names();
    void header();
    void docstring();
    void named_slots(const std::vector<const ir::variable*>& slots);
    void line(const std::string& text);
    void stand_at(const ir::stmt& s);
    void line(const std::string& text, const ir::stmt& s);
    void statements(const ir::stmts& list);
    void statement(const ir::stmt& s, bool label_last);
    std::size_t group(const ir::stmts& list, std::size_t i);
    void if_statement(const ir::stmt& s);
    void loop(const ir::stmt& s);
    void suspension(const ir::stmt& s);
    void result(const ir::stmt& s, const std::string& before = "");
    void raise(const ir::stmt& s);
    void braces(const ir::stmts& list);
    bool simple(const ir::stmts& list, std::string& text);

    std::string show(const ir::value& v, int precedence = 0);
    std::string arguments(const ir::value& v, std::size_t from);
    std::string held(const ir::value& v);
    std::string spot(const ir::place& p);
    std::string numbers(const ir::place& p) const;
    std::string placed(const ir::place& p, const std::string& operand);
    std::string exit(const ir::exit_path& path);
    std::string assignment(const ir::target& to, const ir::value& what);
    std::string core(const ir::stmt& s);
    std::string condition(const ir::stmt& s);
    std::string object_of(const ir::value& v);
    std::string unused_name(std::string wish, bool keep);
    const std::string& name(const ir::variable& v);
    const char* kind_name() const;

    const module_builder& module_;
    ir::function& fn_;
    std::string out_;
    int indent_ = 0;
    std::uint32_t line_ = 0;  ///< of the Python file: where the statement stands that is being printed
    std::unordered_set<std::string> taken_;
    std::unordered_map<const ir::variable*, std::string> names_;
    std::unordered_map<std::uint32_t, std::uint16_t> last_operation_;  ///< by line: needs no number
};

/// The files of a module.
std::vector<output_file> print_module(module_builder& module);

}  // namespace cowith::lowering
