# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Bare Debian roots that are thrown away; sourced after lib.sh, never run. Whoever sources it sets
#   RELEASE  bookworm or trixie
#   CACHE    a folder to keep the bare root in and start from next time; may be empty
#   WORK     a temporary folder of its own, and ROOT, the root's place in it
#   KEEP     yes: drop_root leaves it behind
# and is root. Mounts and processes live in namespaces of their own and end with in_root.

# The mirror this machine itself uses.
mirror()
{
    local found
    found="$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null \
        | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true)"
    [ -n "$found" ] || die "no Debian mirror in this machine's apt sources"
    printf '%s' "$found"
}

# A bare root: no sudo, no git, no certificates, no locales.
make_bare_root()
{
    local target="$1"
    if [ -n "$CACHE" ] && [ -d "$CACHE/$RELEASE/etc" ]; then
        say "copying the bare $RELEASE root from $CACHE"
        cp -a "$CACHE/$RELEASE" "$target"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages debootstrap git)
    [ "${#missing[@]}" -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
    say "debootstrap --variant=minbase $RELEASE"
    debootstrap --variant=minbase "$RELEASE" "$target" "$(mirror)" >"$WORK/debootstrap.log" 2>&1 \
        || { tail -n 20 "$WORK/debootstrap.log" >&2; die "debootstrap failed"; }
    if [ -n "$CACHE" ]; then
        mkdir -p "$CACHE"
        rm -rf "${CACHE:?}/$RELEASE"
        cp -a "$target" "$CACHE/$RELEASE"
    fi
}

# Names and, where this machine's apt has special settings, those: the root's network is this machine's.
connect_root()
{
    local target="$1"
    cp /etc/resolv.conf /etc/hosts "$target/etc/"
    apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries)' >"$target/etc/apt/apt.conf.d/90host" || true
    # npm behind a proxy that signs for itself: the same authorities as here.
    [ -z "${NODE_EXTRA_CA_CERTS:-}" ] || install -m 644 "$NODE_EXTRA_CA_CERTS" "$target/etc/host-authorities.pem"
}

# in_root FOLDER [NAME=VALUE...] COMMAND...: runs COMMAND in the root, with this machine's FOLDER $BIND at FOLDER there.
in_root()
{
    local place="$1"
    shift
    mkdir -p "$ROOT$place"
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        set -e
        mount -t proc proc "$0/proc"
        mount --rbind /dev "$0/dev"
        mount --bind "$1" "$0$2"
        exec chroot "$0" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
            ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/host-authorities.pem} "${@:3}"
    ' "$ROOT" "$BIND" "$place" "$@"
}

drop_root()
{
    if [ "$KEEP" = yes ]; then
        say "kept: $ROOT"
    else
        rm -rf --one-file-system "$WORK"
    fi
}
