// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/formdata.h"

#include <utility>

namespace homeport {

namespace {

QByteArray decoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray().replace('+', ' '));
}

void appendPair(QByteArray &text, QByteArrayView name, QByteArrayView value)
{
    text.append(name).append('=').append(value.toByteArray().toPercentEncoding());
}

} // namespace

std::optional<FormData> parseForm(QByteArrayView text)
{
    FormData result;
    while (!text.isEmpty()) {
        const qsizetype ampersand = text.indexOf('&');
        const QByteArrayView pair = ampersand < 0 ? text : text.first(ampersand);
        text = ampersand < 0 ? QByteArrayView() : text.sliced(ampersand + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        QByteArray name = decoded(equals < 0 ? pair : pair.first(equals));
        if (!result.try_emplace(std::move(name), equals < 0 ? QByteArray() : decoded(pair.sliced(equals + 1))).second)
            return std::nullopt;
    }
    return result;
}

void appendFormField(QByteArray &text, QByteArrayView name, QByteArrayView value)
{
    if (!text.isEmpty())
        text.append('&');
    appendPair(text, name, value);
}

void appendQueryField(QByteArray &url, QByteArrayView name, QByteArrayView value)
{
    url.append(url.contains('?') ? '&' : '?');
    appendPair(url, name, value);
}

} // namespace homeport
