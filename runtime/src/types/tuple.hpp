// Making tuples and instances of their subclasses.
#pragma once
#include "sequence.hpp"

namespace cowith {

/// Ends the building of a tuple from new_tuple(): the collector sees it unless it holds atoms alone.
object track_tuple(object fresh) noexcept;
/// An instance of `cls`, tuple or a subclass, holding the items of the tuple `values`.
object tuple_for(type_object& cls, ref values) noexcept;
object make_tuple_iterator(ref tuple);

}  // namespace cowith
