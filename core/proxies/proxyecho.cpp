// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyecho.h"

#include "core/providers/fieldreader.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxBytes = 64 * 1024;

Result<ProxyEcho> parse(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return Error{Error::Code::Invalid, u"it is not a JSON object (%1)."_s.arg(problem.errorString())};
    FieldReader fields(document.object());
    ProxyEcho echo;
    echo.url = fields.url("url"_L1, fields.requiredName("url"_L1)).toUtf8();
    echo.addressField = fields.text("addressField"_L1);
    if (fields.error())
        return *fields.error();
    return echo;
}

} // namespace

Result<ProxyEcho> proxyEcho(const QString &file)
{
    const bool own = QFile::exists(file);
    QFile source(own ? file : u":/proxies/echo.json"_s);
    if (!source.open(QIODevice::ReadOnly) || source.size() > MaxBytes)
        return Error{Error::Code::Storage,
                     u"The file %1 can't be read, or is larger than %2 bytes: mend or remove it."_s.arg(file).arg(MaxBytes)};
    const auto echo = parse(source.readAll());
    if (!echo)
        return Error{Error::Code::Invalid, u"The file %1 is not valid, %2 Mend or remove it."_s.arg(file, echo.error().detail)};
    return echo;
}

Result<QString> exitAddressIn(const ProxyEcho &echo, const QByteArray &body)
{
    const QString text = echo.addressField.isEmpty() ? QString::fromUtf8(body).trimmed()
                                                     : QJsonDocument::fromJson(body).object().value(echo.addressField).toString();
    QHostAddress address;
    if (!address.setAddress(text))
        return Error{Error::Code::Invalid, u"The echo service %1 did not answer with an address."_s.arg(QString::fromUtf8(echo.url))};
    return address.toString();
}

} // namespace homeport
