// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/vertexaddress.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// One segment of a path each, which no server resolves to another one. A project may have its organisation's domain before a colon.
constexpr QLatin1StringView Project("[a-zA-Z0-9](?:[a-zA-Z0-9.:_-]{0,98}[a-zA-Z0-9])?");
constexpr QLatin1StringView Region("[a-z][a-z0-9-]{0,38}[a-z0-9]");

bool matches(const QString &text, QLatin1StringView pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString(pattern))).match(text).hasMatch();
}

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

} // namespace

Result<QString> vertexBaseUrl(const QString &host, const VertexPlace &place)
{
    if (!matches(place.region, Region))
        return invalid(u"Vertex AI needs a region, such as us-central1 or global: small letters, digits and hyphens."_s);
    if (!matches(place.project, Project))
        return invalid(u"Vertex AI needs the project's id, such as my-project-42 (not its name, which may have blanks)."_s);
    QString url = host;
    if (place.region == u"global")
        url.remove(u"{region}-"_s);
    url.replace(u"{region}"_s, place.region);
    return QString(url + u"/v1/projects/"_s + place.project + u"/locations/"_s + place.region + u"/publishers/google"_s);
}

std::optional<VertexPlace> vertexPlaceOf(const QString &baseUrl)
{
    const QRegularExpression path(u"/v1/projects/(%1)/locations/(%2)/publishers/google$"_s.arg(QString(Project), QString(Region)));
    const auto match = path.match(baseUrl);
    return match.hasMatch() ? std::optional(VertexPlace{match.captured(1), match.captured(2)}) : std::nullopt;
}

} // namespace homeport
