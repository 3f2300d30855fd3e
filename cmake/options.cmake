set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS ON)

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

# -O2 rather than CMake's -O3: the runtime ends in every program, and size counts.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

option(COWITH_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(COWITH_SANITIZE "Build everything, the runtime included, with the address and undefined-behaviour sanitizers" OFF)
option(COWITH_THREAD_SANITIZE "Build everything, the runtime included, with the thread sanitizer" OFF)
option(COWITH_WERROR "Treat warnings as errors" ON)

# cowith_strict: what every target of this project is compiled with (tree-sitter's C sources are not).
add_library(cowith_strict INTERFACE)
target_compile_options(cowith_strict INTERFACE -Wall -Wextra $<$<BOOL:${COWITH_WERROR}>:-Werror>
    # g++ 12 warns of overlaps inside std::string's own operators that cannot happen (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

if(COWITH_SANITIZE)
    set(COWITH_SANITIZE_FLAGS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_compile_options(${COWITH_SANITIZE_FLAGS})
    add_link_options(${COWITH_SANITIZE_FLAGS})
elseif(COWITH_THREAD_SANITIZE)
    # It counts the calls of a thread, and loses count over coroutines until its own stack overflows: reports have no callers then.
    set(COWITH_SANITIZE_FLAGS -fsanitize=thread -fno-omit-frame-pointer -mllvm -tsan-instrument-func-entry-exit=0)
    add_compile_options(${COWITH_SANITIZE_FLAGS})
    add_link_options(${COWITH_SANITIZE_FLAGS})
else()
    set(COWITH_SANITIZE_FLAGS "")
endif()

# -O3 takes half as long again to compile and gains nothing measurable here.
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
