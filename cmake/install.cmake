# An installed cowith finds its headers and its runtime library relative to its own executable:
# bin/cowith, include/cowith/..., lib/cowith/libcowith_runtime.a
set(COWITH_RUNTIME_LIBDIR lib/cowith)
install(TARGETS cowith RUNTIME DESTINATION bin)
install(TARGETS cowith_runtime ARCHIVE DESTINATION ${COWITH_RUNTIME_LIBDIR})
install(DIRECTORY runtime/include/ DESTINATION include)
install(FILES LICENSE DESTINATION share/doc/cowith)
