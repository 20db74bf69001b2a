// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderproxies.h"

#include "app/ctl/render.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString joined(const QJsonValue &array, const QString &none)
{
    QStringList texts;
    for (const QJsonValue &one : array.toArray())
        texts << one.toString();
    return texts.isEmpty() ? none : texts.join(u", "_s);
}

QString addressText(const QJsonObject &proxy)
{
    const QString host = proxy["host"_L1].toString();
    return u"%1://%2:%3"_s.arg(proxy["kind"_L1].toString(), host.contains(u':') ? u"[%1]"_s.arg(host) : host).arg(proxy["port"_L1].toInt());
}

QStringList cells(const QJsonObject &proxy)
{
    const QString why = proxy["why"_L1].toString();
    const QString exit = proxy["exit_address"_L1].toString();
    return {QString::number(proxy["id"_L1].toInteger()),
            proxy["name"_L1].toString() + (proxy["default"_L1].toBool() ? u" (default)"_s : QString()),
            addressText(proxy),
            proxy["has_login"_L1].toBool() ? u"yes"_s : u"no"_s,
            proxy["state"_L1].toString() + (why.isEmpty() ? QString() : u": "_s + why),
            exit.isEmpty() ? u"-"_s : exit,
            joined(proxy["users"_L1], u"-"_s)};
}

QString listText(const QJsonObject &result)
{
    const QJsonArray proxies = result["proxies"_L1].toArray();
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"ADDRESS"_s, u"LOGIN"_s, u"STATE"_s, u"EXIT"_s, u"ACCOUNTS"_s}};
    for (const QJsonValue &proxy : proxies)
        rows.append(cells(proxy.toObject()));
    QString text = proxies.isEmpty() ? u"no proxies\n"_s : renderTable(rows);
    for (const QJsonValue &exit : result["shared_exits"_L1].toArray())
        text += printable(u"%1 leave from one address, %2"_s.arg(joined(exit["accounts"_L1], {}), exit["exit_address"_L1].toString()))
                + u'\n';
    return text;
}

QString testText(const QJsonObject &test)
{
    const QString tls = test["tls"_L1].toString();
    return u"works: connected in %1 ms, answers in %2 ms, %3, leaves from %4"_s.arg(test["connect_ms"_L1].toInteger())
        .arg(test["latency_ms"_L1].toInteger())
        .arg(tls.isEmpty() ? u"without TLS"_s : tls, test["exit_address"_L1].toString());
}

QString lineOf(const QJsonObject &result)
{
    if (result["proxy"_L1].isObject()) {
        const QJsonObject proxy = result["proxy"_L1].toObject();
        return u"proxy %1 \"%2\" is %3"_s.arg(proxy["id"_L1].toInteger()).arg(proxy["name"_L1].toString(), addressText(proxy));
    }
    if (result.contains("removed_proxy"_L1))
        return u"proxy \"%1\" removed; accounts that stop: %2"_s.arg(result["removed_proxy"_L1].toString(),
                                                                     joined(result["stopped"_L1], u"none"_s));
    if (result.contains("default_proxy"_L1)) {
        const QString name = result["default_proxy"_L1].toString();
        return name.isEmpty() ? u"accounts that chose no proxy go direct"_s : u"accounts that chose no proxy go through \"%1\""_s.arg(name);
    }
    if (result.contains("proxy_test"_L1))
        return testText(result["proxy_test"_L1].toObject());
    return result.contains("bypass"_L1) ? u"reached directly: %1"_s.arg(joined(result["bypass"_L1], u"nothing"_s)) : QString();
}

} // namespace

QString proxiesText(const QJsonObject &result)
{
    if (result["proxies"_L1].isArray())
        return listText(result);
    const QString line = lineOf(result);
    return line.isEmpty() ? QString() : printable(line) + u'\n';
}

} // namespace homeport
