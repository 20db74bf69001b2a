// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/answerfacts.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype Longest = 300;

} // namespace

QString errorMessageOf(QByteArrayView body)
{
    const QJsonObject object = QJsonDocument::fromJson(body.toByteArray()).object();
    QString text = object.value("error"_L1).toObject().value("message"_L1).toString();
    if (text.isEmpty() && body.trimmed().startsWith('<'))
        text = u"(a web page)"_s;
    if (text.isEmpty())
        text = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), 4 * Longest)));
    return text.simplified().left(Longest);
}

bool saysAccountIsOff(QByteArrayView body)
{
    const QString text = errorMessageOf(body).toLower();
    const bool names = text.contains(u"organization"_s) || text.contains(u"organisation"_s) || text.contains(u"account"_s);
    const bool off = text.contains(u"disabled"_s) || text.contains(u"suspended"_s) || text.contains(u"deactivated"_s)
                     || text.contains(u"banned"_s);
    return names && off;
}

} // namespace homeport
