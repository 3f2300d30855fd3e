# The functions that projects call; read by find_package(cowith) and by add_subdirectory() of cowith's source alike.
#
#   cowith_add_library(TARGET MODULES orders.py pricing.py mypackage [NATIVE db=db.hpp...] [USES OTHER...] [STDLIB DIR])
#       A static library of Python modules: files, or folders that are packages. C++ includes "orders.hpp" and links TARGET.
#   cowith_add_executable(TARGET MAIN app.py [MODULES ...] [NATIVE ...] [USES OTHER...] [STDLIB DIR])
#       A program. More C++ may be added with target_sources().
#
# What the modules import is found as Python finds it and becomes part of the target. Modules that are named compile one by one;
# those that aren't share one file. USES names other targets of these functions whose modules are imported.
#
# NATIVE makes C++ headers modules that the Python imports; their include folders and libraries are given with
# target_include_directories and target_link_libraries.
#
# Errors of the Python files come in the form of C++ compilers. Each target has COWITH_LINE_DIRECTIVES (default: the
# variable of that name, ON): compilers and debuggers show the lines of the Python files.

if(NOT DEFINED COWITH_LINE_DIRECTIVES)
    set(COWITH_LINE_DIRECTIVES ON)
endif()

function(cowith_add_library target)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "STDLIB" "MODULES;USES;NATIVE")
    _cowith_check_arguments(cowith_add_library "${ARG_UNPARSED_ARGUMENTS}" "${ARG_KEYWORDS_MISSING_VALUES}")
    if(NOT ARG_MODULES)
        message(FATAL_ERROR "cowith_add_library(${target}): name the Python files: MODULES orders.py")
    endif()
    add_library(${target} STATIC)
    _cowith_translate(${target} "" "${ARG_MODULES}" "${ARG_USES}" "${ARG_STDLIB}" "${ARG_NATIVE}")
endfunction()

function(cowith_add_executable target)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "MAIN;STDLIB" "MODULES;USES;NATIVE")
    _cowith_check_arguments(cowith_add_executable "${ARG_UNPARSED_ARGUMENTS}" "${ARG_KEYWORDS_MISSING_VALUES}")
    if(NOT ARG_MAIN)
        message(FATAL_ERROR "cowith_add_executable(${target}): name the Python file that is the program: MAIN app.py")
    endif()
    set(modules ${ARG_MAIN} ${ARG_MODULES})
    add_executable(${target})
    _cowith_translate(${target} --main "${modules}" "${ARG_USES}" "${ARG_STDLIB}" "${ARG_NATIVE}")
    target_link_options(${target} PRIVATE -Wl,--gc-sections)
endfunction()

function(_cowith_check_arguments function unknown without_value)
    if(unknown)
        list(JOIN unknown " " unknown)
        message(FATAL_ERROR "${function}: no such argument: ${unknown}")
    endif()
    if(without_value)
        list(JOIN without_value " " without_value)
        message(FATAL_ERROR "${function}: nothing stands behind ${without_value}")
    endif()
endfunction()

# The name of a module's C++ files: not all names of Python are names in C++.
function(_cowith_cpp_name dotted result)
    string(REGEX REPLACE "[^A-Za-z0-9_]" "_" name "${dotted}")
    set(reserved main and asm assert at auto bool catch char class cowith default delete do double enum explicit export extern float
        friend g goto inline int linux long major module_ mutable namespace new ns operator or private protected public py
        register short signed static std struct switch template this throw typedef typename union unix unsigned using
        virtual void volatile xor)
    if(name IN_LIST reserved)
        string(APPEND name _)
    elseif(name MATCHES "^[0-9]")
        string(PREPEND name _)
    endif()
    set(${result} ${name} PARENT_SCOPE)
endfunction()

# The C++ names of a file's or package's modules ("mypackage/db.py" -> mypackage_db) and their Python files.
function(_cowith_modules_of path names files)
    if(NOT IS_DIRECTORY ${path})
        get_filename_component(name ${path} NAME_WLE)
        _cowith_cpp_name(${name} name)
        set(${names} ${name} PARENT_SCOPE)
        set(${files} ${path} PARENT_SCOPE)
        return()
    endif()
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${path}/*.py)
    get_filename_component(top ${path} NAME)
    set(result "")
    foreach(file IN LISTS found)
        file(RELATIVE_PATH name ${path} ${file})
        string(REGEX REPLACE "(^|/)__init__\\.py$|\\.py$" "" name ${top}/${name})
        _cowith_cpp_name(${name} name)
        list(APPEND result ${name})
    endforeach()
    set(${names} ${result} PARENT_SCOPE)
    set(${files} ${found} PARENT_SCOPE)
endfunction()

# The C++ that makes the header a module, compiled with exceptions; its include folders and definitions are the target's.
function(_cowith_bind target output native)
    foreach(pair IN LISTS native)
        if(NOT pair MATCHES "^([A-Za-z_][A-Za-z0-9_]*)=(.+)$")
            message(FATAL_ERROR "${target}: NATIVE wants NAME=HEADER, not ${pair}")
        endif()
        set(name ${CMAKE_MATCH_1})
        get_filename_component(header ${CMAKE_MATCH_2} ABSOLUTE)
        set(unit ${output}/${name}.native.cpp)
        set(folders $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
        set(definitions $<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>)
        add_custom_command(
            OUTPUT ${unit} ${output}/${name}.pyi
            COMMAND cowith::bind ${name}=${header} -o ${unit} --stubs ${output}/${name}.pyi --depfile ${unit}.d --
                    "$<$<BOOL:${folders}>:-I$<JOIN:${folders},;-I>>" "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
                    "-I$<JOIN:$<TARGET_PROPERTY:cowith::host,INTERFACE_INCLUDE_DIRECTORIES>,;-I>"
            DEPENDS ${header} cowith::bind
            DEPFILE ${unit}.d
            COMMENT "Binding ${header}"
            COMMAND_EXPAND_LISTS VERBATIM)
        target_sources(${target} PRIVATE ${unit})
    endforeach()
endfunction()

function(_cowith_translate target program modules uses stdlib native)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}.cowith)
    set(inputs "")
    set(python "")
    set(headers "")
    set(units ${output}/${target}.imports.cpp)
    set(tables "")
    foreach(module IN LISTS modules)
        get_filename_component(module ${module} ABSOLUTE)
        if(NOT EXISTS ${module})
            message(FATAL_ERROR "${target}: there is no ${module}")
        endif()
        _cowith_modules_of(${module} names files)
        list(APPEND inputs ${module})
        list(APPEND python ${files})
        foreach(name IN LISTS names)
            list(APPEND headers ${output}/${name}.hpp)
            list(APPEND units ${output}/${name}.cpp)
            list(APPEND tables ${output}/${name}.tables.inc)
        endforeach()
    endforeach()

    set(options ${program})
    set(lists "")
    foreach(other IN LISTS uses)
        get_target_property(list ${other} COWITH_MODULE_LIST)
        if(NOT list)
            message(FATAL_ERROR "${target}: USES ${other}, which is no target of cowith_add_library")
        endif()
        list(APPEND lists ${list})
        list(APPEND options --uses ${list})
    endforeach()
    if(stdlib)
        list(APPEND options --stdlib ${stdlib})
    endif()
    foreach(pair IN LISTS native)
        list(APPEND options --native ${pair})
    endforeach()
    _cowith_bind(${target} ${output} "${native}")
    set_property(TARGET ${target} PROPERTY COWITH_LINE_DIRECTIVES ${COWITH_LINE_DIRECTIVES})
    set(lines $<$<BOOL:$<TARGET_PROPERTY:${target},COWITH_LINE_DIRECTIVES>>:--line-directives>)

    set(debug "$<$<AND:$<CONFIG:Debug>,$<BOOL:$<TARGET_PROPERTY:${target},COWITH_LINE_DIRECTIVES>>>:--debuggable>")

    # The list is written anew each time; the C++ only where it changes, so that nothing else compiles again.
    set(list ${output}/${target}.modules)
    add_custom_command(
        OUTPUT ${list}
        BYPRODUCTS ${units} ${headers} ${tables}
        COMMAND cowith::cowith translate ${inputs} -o ${output} --unit ${target} ${options} ${lines} ${debug}
                --message-format=gcc --depfile ${list}.d
        DEPENDS ${python} ${lists} cowith::cowith
        DEPFILE ${list}.d
        COMMENT "Translating the Python modules of ${target}"
        COMMAND_EXPAND_LISTS VERBATIM)
    add_custom_target(${target}_cowith DEPENDS ${list})
    foreach(other IN LISTS uses)
        add_dependencies(${target}_cowith ${other}_cowith)
    endforeach()
    add_dependencies(${target} ${target}_cowith)

    # Generated code hands errors on as values. Its warnings would be about code that nobody writes by hand.
    set_source_files_properties(${units} PROPERTIES
        COMPILE_OPTIONS "-fno-exceptions;-fno-rtti;-ffunction-sections;-fdata-sections;-w;$<$<CXX_COMPILER_ID:GNU>:-foptimize-sibling-calls>"
        SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE ${units})
    set_target_properties(${target} PROPERTIES COWITH_MODULE_LIST ${list} PUBLIC_HEADER "${headers}")
    target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${output}>)
    target_link_libraries(${target} PUBLIC cowith::host ${uses})
endfunction()
