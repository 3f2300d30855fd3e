# find_package(cowith) gives
#   cowith::cowith    the translator
#   cowith::modules   the runtime library with everything that translated programs need
#   cowith::host      the same for C++ that calls them; targets of cowith_add_library() bring it along
# and the functions cowith_add_library() and cowith_add_executable(): see cowith_add.cmake beside this file.
#
# When cross-compiling, COWITH_EXECUTABLE names a cowith that runs on the machine that builds; without it, the one on PATH is taken.
include(CMakeFindDependencyMacro)
find_dependency(Threads)

get_filename_component(_cowith_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(CMAKE_CROSSCOMPILING)
    find_program(COWITH_EXECUTABLE cowith NO_CMAKE_FIND_ROOT_PATH NO_CMAKE_PATH NO_CMAKE_SYSTEM_PATH DOC "The cowith that translates")
    if(NOT COWITH_EXECUTABLE)
        set(cowith_FOUND FALSE)
        set(cowith_NOT_FOUND_MESSAGE "Cross-compiling: name a cowith that runs on this machine: -DCOWITH_EXECUTABLE=/usr/local/bin/cowith")
        return()
    endif()
endif()
set(COWITH_EXECUTABLE "${_cowith_prefix}/bin/cowith" CACHE FILEPATH "The cowith that translates")

if(NOT TARGET cowith::cowith)
    add_executable(cowith::cowith IMPORTED)
    set_target_properties(cowith::cowith PROPERTIES IMPORTED_LOCATION "${COWITH_EXECUTABLE}")

    get_filename_component(_cowith_bin "${COWITH_EXECUTABLE}" DIRECTORY)
    add_executable(cowith::bind IMPORTED)
    set_target_properties(cowith::bind PROPERTIES IMPORTED_LOCATION "${_cowith_bin}/cowith-bind")

    add_library(cowith::runtime STATIC IMPORTED)
    set_target_properties(cowith::runtime PROPERTIES
        IMPORTED_LOCATION "${_cowith_prefix}/lib/cowith/libcowith_runtime.a"
        INTERFACE_INCLUDE_DIRECTORIES "${_cowith_prefix}/include"
        INTERFACE_COMPILE_FEATURES cxx_std_20
        INTERFACE_LINK_LIBRARIES "uv;tommath;utf8proc;Threads::Threads")
    # The native modules that are written in Python; they stand on the runtime.
    add_library(cowith::modules STATIC IMPORTED)
    set_target_properties(cowith::modules PROPERTIES
        IMPORTED_LOCATION "${_cowith_prefix}/lib/cowith/libcowith_modules.a"
        INTERFACE_LINK_LIBRARIES cowith::runtime)
    # For C++ that calls translated modules.
    add_library(cowith::host STATIC IMPORTED)
    set_target_properties(cowith::host PROPERTIES
        IMPORTED_LOCATION "${_cowith_prefix}/lib/cowith/libcowith_host.a"
        INTERFACE_LINK_LIBRARIES cowith::modules)
endif()

include("${CMAKE_CURRENT_LIST_DIR}/cowith_add.cmake")
