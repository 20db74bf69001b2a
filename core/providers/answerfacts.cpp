// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/answerfacts.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype Longest = 300;

} // namespace

QJsonObject errorObjectOf(QByteArrayView body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body.toByteArray());
    const QJsonObject object = document.isArray() ? document.array().at(0).toObject() : document.object();
    return object.value("error"_L1).toObject();
}

QString errorMessageOf(QByteArrayView body)
{
    QString text = errorObjectOf(body).value("message"_L1).toString();
    if (text.isEmpty() && body.trimmed().startsWith('<'))
        text = u"(a web page)"_s;
    if (text.isEmpty())
        text = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), 4 * Longest)));
    return text.simplified().left(Longest);
}

bool saysAccountIsOff(QByteArrayView body)
{
    const QString text = errorMessageOf(body).toLower();
    const bool names = text.contains(u"organization"_s) || text.contains(u"organisation"_s) || text.contains(u"account"_s)
                       || text.contains(u"project"_s);
    const bool off = text.contains(u"disabled"_s) || text.contains(u"suspended"_s) || text.contains(u"deactivated"_s)
                     || text.contains(u"banned"_s) || text.contains(u"denied access"_s);
    return names && off;
}

} // namespace homeport
