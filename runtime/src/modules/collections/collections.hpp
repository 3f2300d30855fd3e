// The containers of collections.
#pragma once
#include "modules/native_code.hpp"
#include "namedtuple.hpp"
#include "types/dict.hpp"

namespace cowith {

extern type_object defaultdict_type, ordered_dict_type, counter_type;  // deque_type: types.hpp

}  // namespace cowith
