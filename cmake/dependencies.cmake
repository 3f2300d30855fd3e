# Finds what cowith is built from. What is missing is named together, with the command that installs it.
set(missing_packages "")

# cowith_find_library(NAME target HEADER header LIBRARY library PACKAGE debian-package)
function(cowith_find_library)
    cmake_parse_arguments(ARG "" "NAME;HEADER;LIBRARY;PACKAGE" "" ${ARGN})
    find_path(${ARG_NAME}_INCLUDE_DIR ${ARG_HEADER} PATH_SUFFIXES ${ARG_NAME})
    find_library(${ARG_NAME}_LIBRARY ${ARG_LIBRARY})
    mark_as_advanced(${ARG_NAME}_INCLUDE_DIR ${ARG_NAME}_LIBRARY)
    if(NOT ${ARG_NAME}_INCLUDE_DIR OR NOT ${ARG_NAME}_LIBRARY)
        set(missing_packages ${missing_packages} ${ARG_PACKAGE} PARENT_SCOPE)
        return()
    endif()
    add_library(cowith_${ARG_NAME} INTERFACE)
    target_include_directories(cowith_${ARG_NAME} SYSTEM INTERFACE ${${ARG_NAME}_INCLUDE_DIR})
    target_link_libraries(cowith_${ARG_NAME} INTERFACE ${${ARG_NAME}_LIBRARY})
endfunction()

cowith_find_library(NAME uv HEADER uv.h LIBRARY uv PACKAGE libuv1-dev)
cowith_find_library(NAME tommath HEADER tommath.h LIBRARY tommath PACKAGE libtommath-dev)
cowith_find_library(NAME utf8proc HEADER utf8proc.h LIBRARY utf8proc PACKAGE libutf8proc-dev)

# What only the translator needs.
if(NOT COWITH_EXECUTABLE)
    cowith_find_library(NAME icuuc HEADER unicode/uchar.h LIBRARY icuuc PACKAGE libicu-dev)

    # libclang 19, from Debian's LLVM tree.
    find_path(libclang_INCLUDE_DIR clang-c/Index.h HINTS /usr/lib/llvm-19/include NO_DEFAULT_PATH)
    find_library(libclang_LIBRARY NAMES clang libclang-19.so.1 HINTS /usr/lib/llvm-19/lib NO_DEFAULT_PATH)
    mark_as_advanced(libclang_INCLUDE_DIR libclang_LIBRARY)
    if(libclang_INCLUDE_DIR AND libclang_LIBRARY)
        add_library(cowith_libclang INTERFACE)
        target_include_directories(cowith_libclang SYSTEM INTERFACE ${libclang_INCLUDE_DIR})
        target_link_libraries(cowith_libclang INTERFACE ${libclang_LIBRARY})
    else()
        list(APPEND missing_packages libclang-19-dev)
    endif()

    foreach(pair IN ITEMS fmt=libfmt-dev CLI11=libcli11-dev nlohmann_json=nlohmann-json3-dev doctest=doctest-dev)
        string(REPLACE "=" ";" pair "${pair}")
        list(GET pair 0 name)
        list(GET pair 1 package)
        find_package(${name} QUIET)
        if(NOT ${name}_FOUND)
            list(APPEND missing_packages ${package})
        endif()
    endforeach()
endif()

if(missing_packages)
    list(JOIN missing_packages " " missing_packages)
    message(FATAL_ERROR "Missing Debian packages; install them with: sudo apt-get install ${missing_packages}\n"
                        "(or let ./dev setup install everything)")
endif()

find_package(Threads REQUIRED)

if(COWITH_EXECUTABLE)
    return()
endif()

# tree-sitter and its Python grammar, unpacked by ./dev setup.
set(COWITH_DEPS_DIR ${PROJECT_SOURCE_DIR}/build/deps CACHE PATH "Where ./dev setup unpacked tree-sitter")
set(core_dir ${COWITH_DEPS_DIR}/tree-sitter/vendor/tree-sitter/lib)
set(grammar_dir ${COWITH_DEPS_DIR}/tree-sitter-python/src)
if(NOT EXISTS ${core_dir}/src/lib.c OR NOT EXISTS ${grammar_dir}/parser.c)
    message(FATAL_ERROR "tree-sitter or its Python grammar is missing in ${COWITH_DEPS_DIR}; fetch both with: ./dev setup")
endif()
add_library(tree_sitter STATIC ${core_dir}/src/lib.c ${grammar_dir}/parser.c ${grammar_dir}/scanner.c)
target_include_directories(tree_sitter SYSTEM PUBLIC ${core_dir}/include)
target_include_directories(tree_sitter PRIVATE ${core_dir}/src ${grammar_dir})
target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
# The core calls the scanner through pointers of its own types, which clang's function sanitizer objects to.
target_compile_options(tree_sitter PRIVATE -w -O2 $<$<C_COMPILER_ID:Clang>:-fno-sanitize=function>)
