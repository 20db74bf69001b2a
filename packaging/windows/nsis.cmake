# UNVERIFIED: prepared, never run by us. Homeport has not been built on Windows yet.
# An installer for one user (no administrator): include this before include(CPack), after windeployqt has filled the install folder.
set(CPACK_GENERATOR NSIS)
set(CPACK_PACKAGE_NAME Homeport)
set(CPACK_PACKAGE_INSTALL_DIRECTORY Homeport)
set(CPACK_PACKAGE_EXECUTABLES homeport Homeport)
set(CPACK_NSIS_DISPLAY_NAME Homeport)
set(CPACK_NSIS_EXECUTABLES_DIRECTORY .)
set(CPACK_NSIS_INSTALL_ROOT "$LOCALAPPDATA\\Programs")
set(CPACK_NSIS_REQUEST_EXECUTION_LEVEL user)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON)
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
