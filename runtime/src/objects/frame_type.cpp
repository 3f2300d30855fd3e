// types.FrameType. Plain functions have no frame object at run time, so nothing is an instance of it.
#include <cowith/type.hpp>

namespace cowith {

constinit type_object frame_type{"frame", &object_type, type_gc};

}  // namespace cowith
