# The Debian package. Libraries are found by dpkg-shlibdeps; what is loaded at run time only must be named.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME homeport)
set(CPACK_PACKAGE_VENDOR "The Homeport authors")
set(CPACK_PACKAGE_CONTACT "The Homeport authors <maintainers@homeport.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "one loopback address for every AI tool on this machine")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Sign AI accounts in once, in a window, and point every local tool at one
loopback address. Homeport checks the tool's local key, picks an account,
keeps its token fresh, forwards the request byte for byte and shows cost and
remaining quota. Credentials are encrypted, the key to them lies in the
desktop's keychain.
.
It speaks the protocols of Anthropic, Gemini and OpenAI, and runs with a
window, in the tray, or as a user service.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/packaging/linux/prerm")

# Icons are SVG: Qt finds its reader as a plugin. Debian 12 ships it with the library.
set(plugins "")
file(STRINGS /etc/os-release codename REGEX "^VERSION_CODENAME=")
if(NOT codename STREQUAL "VERSION_CODENAME=bookworm")
    set(plugins ", qt6-svg-plugins")
endif()
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates${plugins}")
# A keychain, Wayland's plugin, Qt's own words in other languages, and a font where there is none.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager | keepassxc, qt6-wayland, qt6-translations-l10n, fonts-dejavu-core | fonts-noto-core, hicolor-icon-theme")
include(CPack)
