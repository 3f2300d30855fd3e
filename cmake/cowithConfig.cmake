# find_package(cowith) gives
#   cowith::cowith     the translator
#   cowith::runtime    the runtime library, with the flags that generated code needs
#   cowith_translate(TARGET FILE.py...)   adds the C++ of Python files to a target and links the runtime
get_filename_component(_cowith_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET cowith::cowith)
    add_executable(cowith::cowith IMPORTED)
    set_target_properties(cowith::cowith PROPERTIES IMPORTED_LOCATION "${_cowith_prefix}/bin/cowith")

    find_package(Threads REQUIRED)
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
endif()

function(cowith_translate target)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}.cowith)
    foreach(file IN LISTS ARGN)
        get_filename_component(file ${file} ABSOLUTE)
        get_filename_component(name ${file} NAME_WE)
        set(source ${output}/${name}.cpp)
        add_custom_command(
            OUTPUT ${source}
            COMMAND cowith::cowith translate ${file} -o ${output} --depfile ${output}/${name}.d
            DEPENDS ${file} cowith::cowith
            DEPFILE ${output}/${name}.d
            COMMENT "Translating ${name}.py"
            VERBATIM)
        # Generated code hands errors on as values.
        set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-fno-exceptions;-fno-rtti")
        target_sources(${target} PRIVATE ${source})
    endforeach()
    target_include_directories(${target} PRIVATE ${output})
    target_link_libraries(${target} PRIVATE cowith::modules)
endfunction()
