# One INTERFACE target carries every flag; nothing else sets compiler options.
add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_compile_definitions(project_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_JAVA_STYLE_ITERATORS
    QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)
# What is deprecated after the oldest Qt we build with has no replacement there.
if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
    target_compile_definitions(project_options INTERFACE QT_WARN_DEPRECATED_UP_TO=0x060400)
endif()
if(NOT MSVC)
    target_compile_options(project_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-qual -Wcast-align
        -Woverloaded-virtual -Wnon-virtual-dtor -Wimplicit-fallthrough -Wformat=2 -Wextra-semi -Wsuggest-override
        $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
        # From 13 on, GCC's guess after inlining is wrong about std::exchange in moved Results.
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-maybe-uninitialized>
        $<$<BOOL:${ENABLE_WERROR}>:-Werror>
        $<$<NOT:$<CONFIG:Debug>>:-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
    target_link_options(project_options INTERFACE $<$<PLATFORM_ID:Linux>:LINKER:-z,relro,-z,now>)
else()
    target_compile_options(project_options INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus)
endif()
# GCC reports null dereferences inside Qt's own inline code once sanitizers or -O2 inline it.
if(NOT MSVC AND NOT SANITIZE)
    target_compile_options(project_options INTERFACE $<$<CONFIG:Debug>:-Wnull-dereference>)
endif()
if(SANITIZE)
    target_compile_options(project_options INTERFACE -fsanitize=${SANITIZE} -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(project_options INTERFACE -fsanitize=${SANITIZE})
endif()
find_program(MOLD_LINKER mold)
if(MOLD_LINKER AND CMAKE_CXX_COMPILER_ID MATCHES "^(GNU|Clang)$")
    target_link_options(project_options INTERFACE -fuse-ld=mold)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Qt's headers are half of what a file costs to compile. Tests have them precompiled always; modules only with ENABLE_PCH,
# for a file of theirs must name all that it uses, and a build without it finds out.
if(CCACHE_PROGRAM) # otherwise it passes such files on uncached
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE_PROGRAM}")
endif()

# precompile(<kind> <libraries>...): target pch_<kind>, the header cmake/pch_<kind>.h compiled once.
function(precompile kind)
    file(CONFIGURE OUTPUT pch_${kind}.cpp CONTENT "// nothing but the precompiled header\n")
    add_library(pch_${kind} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/pch_${kind}.cpp")
    target_link_libraries(pch_${kind} PRIVATE ${ARGN} project_options)
    target_precompile_headers(pch_${kind} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/pch_${kind}.h")
    # ccache keeps what was compiled with clang's only if it does not hold the time it was made at.
    target_compile_options(pch_${kind} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# use_pch(<target> <prefix> <linked libraries>...): the precompiled header <prefix>core or <prefix>gui, whichever fits.
function(use_pch name prefix)
    set(kind core)
    if("${ARGN}" MATCHES "(^|;)ui(;|$)|Qt6::(Widgets|Gui|Charts)|test_ui|app_window")
        set(kind gui)
    endif()
    if(NOT TARGET pch_${prefix}${kind})
        # With the options of those who use it: GCC refuses one that was made with others.
        precompile(${prefix}${kind} Qt6::Core $<$<STREQUAL:${kind},gui>:Qt6::Widgets> $<$<STREQUAL:${prefix},test_>:project_test_options>)
    endif()
    target_precompile_headers(${name} REUSE_FROM pch_${prefix}${kind})
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# unite_sources(<target> <sources> <alone>): compiles up to eight files of a folder as one, but for those that stand alone.
function(unite_sources name sources alone)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    foreach(source IN LISTS sources)
        get_filename_component(folder "${source}" DIRECTORY)
        string(MAKE_C_IDENTIFIER "in_${folder}" folder)
        if(source MATCHES "\\.cpp$" AND NOT source IN_LIST alone)
            if(NOT DEFINED ${folder})
                set(${folder} 0)
            endif()
            math(EXPR ${folder} "${${folder}} + 1")
            math(EXPR part "${${folder}} / 8")
            set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${folder}_${part}")
        endif()
    endforeach()
    # GCC takes what is included for a header, which had better not use what is private to a file.
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# project_module(<name> SOURCES ... PUBLIC ... PRIVATE ... [ALONE ...]): one library per folder of core/ and ui/, static in what is shipped.
# With SHARED_MODULES a test links in no time, which counts where sanitizers make the libraries large. With UNITY_MODULES sources are
# compiled a few at a time, but for those after ALONE: their own names are names in other files of the folder, too.
function(project_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE;ALONE")
    set(kind STATIC)
    if(SHARED_MODULES)
        set(kind SHARED)
    endif()
    add_library(${name} ${kind} ${arg_SOURCES})
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} project_options)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    if(ENABLE_PCH)
        use_pch(${name} "" ${arg_PUBLIC} ${arg_PRIVATE})
    endif()
    if(UNITY_MODULES AND NOT CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/")
        unite_sources(${name} "${arg_SOURCES}" "${arg_ALONE}")
    endif()
endfunction()

# The QTRY_... macros of Qt 6.8 narrow a time-out to int, in our code's name.
add_library(project_test_options INTERFACE)
# The code of a test need not be fast, what it tests must.
if(NOT MSVC)
    target_compile_options(project_test_options INTERFACE $<$<CONFIG:Release>:-O1>)
endif()
# Nor is a test's own arithmetic what UBSan shall find faults in: its checks are a third of what a test costs to compile.
if(SANITIZE MATCHES "undefined")
    target_compile_options(project_test_options INTERFACE -fno-sanitize=undefined)
endif()
if(NOT MSVC AND Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
    target_compile_options(project_test_options INTERFACE -Wno-conversion)
endif()

# A test's class stands in its .cpp, which includes the .moc at its end. AUTOMOC would cost two more steps and a file to compile per test.
set(MOC_PREDEFS "${PROJECT_BINARY_DIR}/moc_predefs.h")
set(MOC_OPTIONS "")
if(NOT MSVC AND NOT EXISTS "${MOC_PREDEFS}") # for what hangs on Q_OS_...
    file(CONFIGURE OUTPUT empty.cpp CONTENT "")
    execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -dM -E "${PROJECT_BINARY_DIR}/empty.cpp" OUTPUT_FILE "${MOC_PREDEFS}" COMMAND_ERROR_IS_FATAL ANY)
endif()
if(NOT MSVC)
    list(APPEND MOC_OPTIONS --include "${MOC_PREDEFS}")
endif()
function(moc_source target source)
    get_filename_component(stem "${source}" NAME_WE)
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/moc/${stem}.moc")
    file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/moc")
    set(includes "$<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>;$<TARGET_PROPERTY:Qt6::Core,INTERFACE_INCLUDE_DIRECTORIES>")
    add_custom_command(OUTPUT "${moc}" DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" VERBATIM COMMAND_EXPAND_LISTS
        COMMAND Qt6::moc ${MOC_OPTIONS} "-I$<JOIN:${includes},;-I>" "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${moc}")
    set_property(SOURCE "${source}" APPEND PROPERTY OBJECT_DEPENDS "${moc}")
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/moc")
endfunction()

# project_test(<name> SOURCES ... LINK ... [MOC header...] [TIMEOUT s] [LABELS ...]): one Qt Test program, offscreen, in a HOME of its own.
# The first source is the one with the test's class; headers with further ones are named after MOC.
# With the label "quiet" no other test runs beside it: it measures.
function(project_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ARGS;MOC")
    if(arg_MOC)
        qt_wrap_cpp(arg_SOURCES ${arg_MOC})
    endif()
    add_executable(${name} ${arg_SOURCES})
    list(GET arg_SOURCES 0 source)
    moc_source(${name} "${source}")
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_compile_definitions(${name} PRIVATE PROJECT_ROOT="${PROJECT_SOURCE_DIR}" BUILD_ROOT="${PROJECT_BINARY_DIR}")
    target_link_libraries(${name} PRIVATE ${arg_LINK} Qt6::Test project_options project_test_options)
    use_pch(${name} test_ ${arg_LINK})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(SANITIZE) # which takes several times as long; the time-out only ends what hangs
        math(EXPR arg_TIMEOUT "3 * ${arg_TIMEOUT}")
    endif()
    set(home "${CMAKE_CURRENT_BINARY_DIR}/home-${name}")
    file(MAKE_DIRECTORY "${home}")
    add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
    if("quiet" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;HOME=${home};XDG_DATA_HOME=${home}/.local/share;XDG_RUNTIME_DIR=${home};LC_ALL=C.UTF-8")
endfunction()
