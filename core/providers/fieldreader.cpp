// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/fieldreader.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

FieldReader::FieldReader(QJsonObject object, QString prefix) : m_object(std::move(object)), m_prefix(std::move(prefix)) {}

void FieldReader::fail(QLatin1StringView name, const QString &why)
{
    if (!m_error)
        m_error = Error{Error::Code::Invalid, u"The field \"%1%2\" %3."_s.arg(m_prefix, name, why)};
}

QString FieldReader::requiredText(QLatin1StringView name)
{
    if (!m_object.contains(name))
        fail(name, u"is missing"_s);
    return text(name);
}

QString FieldReader::requiredName(QLatin1StringView name)
{
    const QString value = requiredText(name);
    if (value.isEmpty())
        fail(name, u"is empty"_s);
    return value;
}

QString FieldReader::text(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isUndefined() && !value.isString())
        fail(name, u"must be a string"_s);
    return value.toString();
}

QStringList FieldReader::texts(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isUndefined() && !value.isArray())
        fail(name, u"must be a list of strings"_s);
    QStringList result;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items) {
        if (!item.isString())
            fail(name, u"must be a list of strings"_s);
        result << item.toString();
    }
    return result;
}

std::vector<std::pair<QString, QString>> FieldReader::pairs(QLatin1StringView name)
{
    std::vector<std::pair<QString, QString>> result;
    const QJsonObject object = this->object(name).value_or(QJsonObject());
    for (auto item = object.begin(); item != object.end(); ++item) {
        if (!item.value().isString())
            fail(name, u"must be an object of strings"_s);
        result.emplace_back(item.key(), item.value().toString());
    }
    return result;
}

bool FieldReader::flag(QLatin1StringView name, bool fallback)
{
    const QJsonValue value = m_object.value(name);
    if (!value.isUndefined() && !value.isBool())
        fail(name, u"must be true or false"_s);
    return value.toBool(fallback);
}

std::optional<QJsonObject> FieldReader::object(QLatin1StringView name)
{
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject())
        fail(name, u"must be an object"_s);
    return value.toObject();
}

QString FieldReader::url(QLatin1StringView name, const QString &text)
{
    const QUrl parsed(text, QUrl::StrictMode);
    const bool local = parsed.host() == u"127.0.0.1" || parsed.host() == u"localhost" || parsed.host() == u"::1";
    if (!parsed.isValid() || parsed.host().isEmpty() || (parsed.scheme() != u"https" && !(parsed.scheme() == u"http" && local)))
        fail(name, u"must be an https address"_s);
    else if (text.endsWith(u'/'))
        fail(name, u"must not end in a slash"_s);
    return text;
}

} // namespace homeport
