#pragma once
// `using int_pool = pool<int>;` makes a class of a template, but libclang shows no members of it. They are declared once more, for it alone,
// in a class that stands behind the header's text: with the template's parameters as aliases of the arguments.

#include "cursor.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cowith::native {

/// A class template's instance that has a name.
struct alias {
    std::string cpp;       ///< "store::int_pool"
    std::string python;    ///< "int_pool"
    std::string key;       ///< class_key of the type: "store::pool<int>"
    std::string stand_in;  ///< the class with its members: "store::cowith_stand_in_int_pool"
    std::string doc;
    std::string base;      ///< the key of a base that doesn't depend on the parameters
    std::string declared;  ///< the C++ of the stand-in
};

class alias_reader {
  public:
    /// Finds the aliases of the main file. Those that can't be bound are said in `messages`.
    alias_reader(CXTranslationUnit unit, std::vector<std::string>& messages);

    const std::vector<alias>& aliases() const { return aliases_; }
    /// class templates that some alias instantiates, by qualified name
    bool is_used(const std::string& template_name) const { return used_.contains(template_name); }
    /// What to put behind the header's text, whose lines are `lines`.
    std::string stand_ins(unsigned lines);
    /// Where in the header the line of a stand-in comes from; empty: it is none.
    std::string origin(unsigned line) const;

  private:
    void find(CXCursor in);
    void instantiate(CXCursor c, CXType type);
    void member(CXCursor m, alias& a, std::vector<std::pair<std::string, std::string>>& lines);
    static std::string signature(CXCursor m, const std::string& name, bool is_constructor);

    std::vector<std::string>& messages_;
    std::vector<alias> aliases_;
    std::vector<std::vector<std::pair<std::string, std::string>>> lines_;  // text and origin, for each alias
    std::map<unsigned, std::string> origins_;
    std::set<std::string> used_, keys_;
};

}  // namespace cowith::native
