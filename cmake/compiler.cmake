# The compiler for cowith itself and, by default, for the programs it translates: clang 19 where it is installed,
# the system's otherwise (g++ 12 on Debian 12). CXX, CMAKE_CXX_COMPILER and the -gcc/-clang presets decide otherwise.
if(NOT DEFINED CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
    find_program(COWITH_CLANGXX clang++-19)
    find_program(COWITH_CLANG clang-19)
    mark_as_advanced(COWITH_CLANGXX COWITH_CLANG)
    if(COWITH_CLANGXX AND COWITH_CLANG)
        set(CMAKE_CXX_COMPILER ${COWITH_CLANGXX})
        set(CMAKE_C_COMPILER ${COWITH_CLANG})
    endif()
endif()

# One translation unit in two builds of the same tree is compiled once.
find_program(COWITH_CCACHE ccache)
mark_as_advanced(COWITH_CCACHE)
if(COWITH_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER ${COWITH_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${COWITH_CCACHE})
endif()
