# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts of this folder; sourced, never run. Bash, and nothing that a Debian minbase root lacks.
# Everything said goes to stderr: stdout belongs to the program that is started.

set -euo pipefail

PROJECT_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
PROJECT_BUILD="$PROJECT_ROOT/build/release"
# Tests wait more than they compute.
TEST_JOBS="$(($(nproc) + 1))"

say() { printf '==> %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# The release's code name: bookworm, trixie, ... Empty where unknown.
codename()
{
    # shellcheck disable=SC1091
    (. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-}") || true
}

# Prints the packages of dependencies/NAME.txt for every NAME given.
listed_packages()
{
    local release list line
    release="$(codename)"
    for list in "$@"; do
        while read -r line; do
            case "$line" in
                '' | '#'*) ;;
                "[$release] "*) printf '%s\n' "${line#*] }" ;;
                '['*) ;;
                *) printf '%s\n' "$line" ;;
            esac
        done <"$PROJECT_ROOT/packaging/dependencies/$list.txt"
    done
}

# Prints those of the packages given as arguments that are not installed.
missing_packages()
{
    local installed package
    installed="$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p')"
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || printf '%s\n' "$package"
    done
}

# Where a tool of Qt 6 is; what PATH has may be Qt 5's.
qt_tool()
{
    local folder
    folder="$(qtpaths6 --query QT_INSTALL_BINS 2>/dev/null || true)"
    for folder in "$folder" /usr/lib/qt6/bin /usr/lib64/qt6/bin; do
        [ -x "$folder/$1" ] || continue
        printf '%s\n' "$folder/$1"
        return
    done
    die "$1 of Qt 6 is not installed (apt-get install qt6-l10n-tools)"
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null || die "need root for: $* (no sudo here; run it as root once, then try again)"
        sudo "$@"
    fi
}

# Installs what is missing of the lists named; touches nothing when all is there.
ensure_packages()
{
    command -v dpkg-query >/dev/null || die "this script knows Debian only; packaging/README.md lists what is needed elsewhere"
    local wanted missing
    mapfile -t wanted < <(listed_packages "$@")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing with apt-get: ${missing[*]}"
    # Nothing on this terminal may stop to ask, and stdout stays the program's.
    as_root apt-get update -qq </dev/null >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" </dev/null >&2
    stop_services "${missing[@]}"
}

# The tests want programs, no services: what a package just installed by us has switched on is switched off again.
stop_services()
{
    local package
    [ -d /run/systemd/system ] || return 0
    for package in "$@"; do
        case "$package" in
            squid) as_root systemctl disable --now "$package.service" </dev/null >&2 ;;
        esac
    done
}

# Configures and builds the targets given (none: all). One build at a time: a second caller waits.
build()
{
    say "building ${*:-everything} in ${PROJECT_BUILD#"$PROJECT_ROOT"/}"
    mkdir -p "$PROJECT_BUILD"
    (
        flock 9
        cd "$PROJECT_ROOT"
        cmake --preset release -DENABLE_WERROR="${ENABLE_WERROR:-OFF}" -DBUILD_CLIENT_TESTS="${BUILD_CLIENT_TESTS:-OFF}" >"$PROJECT_BUILD/configure.log" 2>&1 </dev/null \
            || { cat "$PROJECT_BUILD/configure.log" >&2; die "configuring failed (see above)"; }
        cmake --build --preset release ${1:+--target "$@"} </dev/null >&2
    ) 9>"$PROJECT_BUILD/.lock"
}
