// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/hiddensecrets.h"

#include "core/toolsetup/toolvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype LongestOpen = 7; // shorter ones give nothing away

QString withoutLocalKeys(QString text)
{
    static const QRegularExpression localKey(u"hp_[A-Za-z0-9_-]{43}"_s);
    return text.replace(localKey, QString(HiddenKey));
}

} // namespace

QByteArray withoutSecrets(QByteArray text, const QByteArrayList &secrets)
{
    for (const QByteArray &secret : secrets)
        text.replace(secret, QByteArray("(hidden)"));
    return withoutLocalKeys(QString::fromUtf8(text)).toUtf8();
}

QByteArrayList secretsIn(const QByteArray &previous)
{
    if (previous.size() <= LongestOpen)
        return {};
    const bool isQuoted = QByteArrayView("\"'`").contains(previous.front()) && previous.back() == previous.front();
    return isQuoted && previous.size() > LongestOpen + 2 ? QByteArrayList{previous, previous.sliced(1).chopped(1)}
                                                         : QByteArrayList{previous};
}

bool isSameButForLocalKeys(const QJsonValue &one, const QJsonValue &other)
{
    const auto text = [](const QJsonValue &value) {
        return withoutLocalKeys(QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)));
    };
    return text(one) == text(other);
}

} // namespace homeport
