# UNVERIFIED: prepared, never run by us. Homeport has not been built on macOS yet.
# A disk image with the bundle: include this before include(CPack), after macdeployqt has filled the bundle. Signing and
# notarizing are whoever publishes it.
configure_file("${CMAKE_CURRENT_LIST_DIR}/Info.plist.in" Info.plist @ONLY)
set_target_properties(homeport PROPERTIES MACOSX_BUNDLE ON MACOSX_BUNDLE_INFO_PLIST "${CMAKE_CURRENT_BINARY_DIR}/Info.plist")
install(TARGETS homeport BUNDLE DESTINATION .)
set(CPACK_GENERATOR DragNDrop)
set(CPACK_DMG_VOLUME_NAME Homeport)
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
