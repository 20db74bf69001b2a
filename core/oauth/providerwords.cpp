// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/providerwords.h"

#include "core/oauth/formdata.h"

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
    for (const QJsonValue &word :
         {error, nested.value("type"_L1), nested.value("message"_L1), object.value("error_description"_L1), object.value("message"_L1)}) {
        if (word.isString() && !word.toString().isEmpty())
            words << word.toString();
    }
    return words;
}

void hide(QString &text, QByteArrayView secret)
{
    if (secret.isEmpty())
        return;
    const QByteArray plain = secret.toByteArray();
    const QString written = QString::fromUtf8(plain);
    for (const QString &form : {written, written.toHtmlEscaped(), QString::fromLatin1(plain.toPercentEncoding()),
                                QString::fromLatin1(plain.toBase64(QByteArray::OmitTrailingEquals))})
        text.replace(form, u"<hidden>"_s, Qt::CaseInsensitive);
}

// A proxy may turn the status of a success into an error's.
void hideTokens(QString &text, const QByteArray &body, const QJsonObject &object)
{
    const FormData form = parseForm(body).value_or(FormData());
    for (const char *name : {"access_token", "refresh_token", "id_token", "key"}) {
        hide(text, object.value(QLatin1StringView(name)).toString().toUtf8());
        if (const auto field = form.find(name); field != form.end())
            hide(text, field->second);
    }
}

bool isWebPage(const QByteArray &body)
{
    const QByteArray start = body.left(200).trimmed().toLower();
    return start.startsWith("<html") || start.startsWith("<!doctype html");
}

} // namespace

QString providerWords(const QByteArray &body, const std::vector<SharedSecret> &hidden)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QStringList words = wordsOf(object);
    QString text = words.isEmpty() ? QString::fromUtf8(body) : words.join(u": "_s);
    if (words.isEmpty() && isWebPage(body))
        text = u"(a web page)"_s; // of a gateway or a firewall; its markup tells nobody anything
    for (const SharedSecret &secret : hidden) {
        if (secret)
            secret->reveal([&text](QByteArrayView bytes) { hide(text, bytes); });
    }
    hideTokens(text, body, object);
    text = text.simplified();
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u'?');
    return text.size() <= MaxWords ? text : text.left(MaxWords) + u'…';
}

} // namespace homeport
