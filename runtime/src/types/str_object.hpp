// str's internals that its sources share.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

namespace cowith {

/// An instance of a subclass of str.
object make_str_subclass(type_object& cls, std::string_view text) noexcept;
void dealloc_str(header* dead) noexcept;
std::int64_t hash_str(const str_object& s) noexcept;
/// a + b of two strs.
object concatenate(ref a, ref b) noexcept;
/// str * n
object repeat_str(ref s, std::int64_t n) noexcept;

// Methods of str, by file.
#define COWITH_STR_METHOD(name) object str_##name(ref self, const ref* args, std::size_t count, ref names);
#include "types/str_methods.def"
#undef COWITH_STR_METHOD

}  // namespace cowith
