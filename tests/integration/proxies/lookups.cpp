// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stands before the C library's getaddrinfo(), for the program and all its libraries, and keeps the names.
#include "tests/integration/proxies/namingsocks.h"

#include <mutex>
#include <utility>

#include <dlfcn.h>
#include <netdb.h>

namespace {

std::mutex mutex;
QStringList names;

} // namespace

extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char *name, const char *service, const addrinfo *hints,
                                                                  addrinfo **found)
{
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name) {
        const std::lock_guard lock(mutex);
        names << QString::fromUtf8(name);
    }
    return real(name, service, hints, found);
}

namespace homeport::test {

QStringList takeLookedUpNames()
{
    const std::lock_guard lock(mutex);
    return std::exchange(names, {});
}

} // namespace homeport::test
