// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/requestkeys.h"

#include "core/access/pathkey.h"

#include <algorithm>

namespace homeport {

QByteArray takePathKey(HttpRequest &request)
{
    if (const auto keyed = pathKeyOf(request.target)) {
        const QByteArray key = keyed->key.toByteArray();
        request.target = keyed->target.toByteArray();
        return key;
    }
    if (!request.target.startsWith("/t/"))
        return {};
    request.target = withoutPathKey(request.target);
    return "hp_";
}

void moveQueryKey(HttpRequest &request)
{
    constexpr QByteArrayView name = "key=";
    const qsizetype mark = request.target.indexOf('?');
    for (qsizetype at = mark + 1; mark >= 0 && at < request.target.size();) {
        const qsizetype next = request.target.indexOf('&', at);
        const qsizetype end = next < 0 ? request.target.size() : next;
        if (!QByteArrayView(request.target).sliced(at, end - at).startsWith(name)) {
            at = end + 1;
            continue;
        }
        const QByteArray key = QByteArray::fromPercentEncoding(request.target.sliced(at + name.size(), end - at - name.size()));
        request.target.remove(at, next < 0 ? end - at : end - at + 1);
        const bool isPlain = !key.isEmpty() && std::all_of(key.cbegin(), key.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
        if (isPlain && !request.headers.contains("x-goog-api-key"))
            request.headers.append("x-goog-api-key", key);
    }
    if (mark >= 0 && (request.target.endsWith('?') || request.target.endsWith('&')))
        request.target.chop(1);
}

} // namespace homeport
