# An installed cowith finds its headers and its runtime library relative to its own executable:
# bin/cowith, include/cowith/..., lib/cowith/libcowith_*.a
set(COWITH_RUNTIME_LIBDIR lib/cowith)
if(NOT COWITH_EXECUTABLE)
    install(TARGETS cowith cowith_bind RUNTIME DESTINATION bin)
endif()
install(TARGETS cowith_runtime cowith_modules cowith_host ARCHIVE DESTINATION ${COWITH_RUNTIME_LIBDIR})
install(DIRECTORY runtime/include/ DESTINATION include)
install(FILES runtime/debugger/cowith_gdb.py runtime/debugger/cowith_lldb.py runtime/debugger/cowith_values.py
    DESTINATION share/cowith)
install(FILES LICENSE DESTINATION share/doc/cowith)
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cowithConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES cmake/cowithConfig.cmake cmake/cowith_add.cmake ${PROJECT_BINARY_DIR}/cowithConfigVersion.cmake
        DESTINATION lib/cmake/cowith)
configure_file(cmake/cowith.pc.in ${PROJECT_BINARY_DIR}/cowith.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cowith.pc DESTINATION lib/pkgconfig)
