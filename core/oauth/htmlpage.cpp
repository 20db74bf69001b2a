// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/htmlpage.h"

#include <QFile>

// A resource of a static library must be asked for, from outside any namespace.
static void initPageResource()
{
    Q_INIT_RESOURCE(oauthpages);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray readResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray htmlPage(const QString &resource)
{
    initPageResource();
    return readResource(resource).replace("@style@", readResource(u":/oauth/style.css"_s));
}

HeaderBlock htmlPageHeaders()
{
    HeaderBlock headers;
    headers.append("Cache-Control", "no-store");
    headers.append("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    headers.append("Referrer-Policy", "no-referrer");
    headers.append("X-Content-Type-Options", "nosniff");
    return headers;
}

} // namespace homeport
