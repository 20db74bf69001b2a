// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/providerwords.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxWords = 300;

// {"error":"x","error_description":"y"} (RFC 6749), {"error":{"type":"x","message":"y"}}, {"message":"y"}.
QStringList wordsOf(const QJsonObject &object)
{
    const QJsonValue error = object.value("error"_L1);
    const QJsonObject nested = error.toObject();
    QStringList words;
    for (const QJsonValue &word : {error, nested.value("type"_L1), nested.value("message"_L1), object.value("error_description"_L1),
                                   object.value("message"_L1)}) {
        if (word.isString() && !word.toString().isEmpty())
            words << word.toString();
    }
    return words;
}

void hide(QString &text, const Secret &secret)
{
    secret.reveal([&text](QByteArrayView bytes) {
        if (bytes.isEmpty())
            return;
        const QByteArray plain = bytes.toByteArray();
        const QString written = QString::fromUtf8(plain);
        for (const QString &form : {written, written.toHtmlEscaped(), QString::fromLatin1(plain.toPercentEncoding()),
                                    QString::fromLatin1(plain.toBase64(QByteArray::OmitTrailingEquals))})
            text.replace(form, u"<hidden>"_s, Qt::CaseInsensitive);
    });
}

} // namespace

QString providerWords(const QByteArray &body, const std::vector<SharedSecret> &hidden)
{
    const QStringList words = wordsOf(QJsonDocument::fromJson(body).object());
    QString text = words.isEmpty() ? QString::fromUtf8(body) : words.join(u": "_s);
    for (const SharedSecret &secret : hidden) {
        if (secret)
            hide(text, *secret);
    }
    text = text.simplified();
    std::replace_if(text.begin(), text.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u'?');
    return text.size() <= MaxWords ? text : text.left(MaxWords) + u'…';
}

} // namespace homeport
