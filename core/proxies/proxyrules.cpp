// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyrules.h"

#include "core/accounts/accountrules.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxSocksField = 255;
constexpr qsizetype MaxField = 1024;

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// Null when it is none; an IPv4 address in IPv6 clothes is the IPv4 address.
QHostAddress addressOf(const QString &text)
{
    const QHostAddress address(text);
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(v4) : address;
}

bool isHostName(const QString &text)
{
    static const QRegularExpression pattern(
        u"\\A(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.?\\z"_s);
    static const QRegularExpression onlyNumbers(u"\\A[0-9.]+\\z"_s); // a mistyped address, not a name
    return text.size() <= 253 && pattern.match(text).hasMatch() && !onlyNumbers.match(text).hasMatch();
}

Result<QString> checkedHost(const QString &text)
{
    QString host = text.trimmed().toLower();
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (const QHostAddress address(host); !address.isNull() && (host.contains(u':') || host.count(u'.') == 3)) {
        if (!address.scopeId().isEmpty())
            return invalid(u"The proxy's address must not name a network interface."_s);
        return address.toString();
    }
    const QString ascii = QString::fromLatin1(QUrl::toAce(host));
    if (!isHostName(ascii))
        return invalid(u"The proxy's host must be a host name or an IP address, without scheme, port and path."_s);
    return ascii;
}

Result<void> checkedField(const SharedSecret &secret, const QString &what, qsizetype limit)
{
    if (!secret)
        return {};
    return secret->reveal([&](QByteArrayView bytes) -> Result<void> {
        if (bytes.size() > limit)
            return invalid(u"The %1 of this kind of proxy has room for %2 bytes at most."_s.arg(what).arg(limit));
        const QString text = QString::fromUtf8(bytes);
        const bool isUtf8 = text.toUtf8() == bytes;
        if (!isUtf8 || std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control; }))
            return invalid(u"The %1 must not hold control characters, line breaks among them."_s.arg(what));
        return {};
    });
}

bool isEmpty(const SharedSecret &secret)
{
    return !secret || secret->isEmpty();
}

Result<QString> checkedPattern(const QString &pattern)
{
    const auto wrong = [&pattern] {
        return invalid(u"\"%1\" is no host name, *.domain, IP address or network such as 10.0.0.0/8."_s.arg(pattern));
    };
    if (const qsizetype slash = pattern.indexOf(u'/'); slash >= 0) {
        const QHostAddress network(pattern.first(slash));
        bool isNumber = false;
        const int bits = pattern.sliced(slash + 1).toInt(&isNumber);
        const bool isV6 = network.protocol() == QAbstractSocket::IPv6Protocol;
        const bool whole = isV6 || pattern.first(slash).count(u'.') == 3;
        if (network.isNull() || !whole || !isNumber || bits < 0 || bits > (isV6 ? 128 : 32))
            return wrong();
        return pattern;
    }
    if (pattern.startsWith(u"*.")) {
        const QString ascii = QString::fromLatin1(QUrl::toAce(pattern.sliced(2)));
        return isHostName(ascii) ? Result<QString>(u"*." + ascii) : Result<QString>(wrong());
    }
    const auto host = checkedHost(pattern.endsWith(u'.') ? pattern.chopped(1) : pattern);
    return host ? host : Result<QString>(wrong());
}

bool matches(const QString &pattern, const QString &host, const QHostAddress &address)
{
    if (pattern.contains(u'/')) {
        const auto subnet = QHostAddress::parseSubnet(pattern);
        return !address.isNull() && subnet.second >= 0 && address.protocol() == subnet.first.protocol() && address.isInSubnet(subnet);
    }
    if (pattern.startsWith(u"*."))
        return address.isNull() && host.endsWith(QStringView(pattern).sliced(1)) && host.size() > pattern.size() - 1;
    if (!address.isNull())
        return addressOf(pattern) == address;
    return host == pattern;
}

} // namespace

QString proxyKindText(Proxy::Kind kind)
{
    switch (kind) {
    case Proxy::Kind::Http:
        return u"http"_s;
    case Proxy::Kind::Https:
        return u"https"_s;
    case Proxy::Kind::Socks5:
        break;
    }
    return u"socks5"_s;
}

std::optional<Proxy::Kind> proxyKindOf(QStringView text)
{
    if (text == u"http")
        return Proxy::Kind::Http;
    if (text == u"https")
        return Proxy::Kind::Https;
    if (text == u"socks5" || text == u"socks5h")
        return Proxy::Kind::Socks5;
    return std::nullopt;
}

Result<NewProxy> checkedProxy(NewProxy proxy)
{
    const auto name = checkedName(proxy.name);
    const auto host = checkedHost(proxy.host);
    if (!name || !host)
        return (!name ? name : host).error();
    proxy.name = *name;
    proxy.host = *host;
    if (proxy.port < 1 || proxy.port > 65535)
        return invalid(u"The proxy's port must be a number from 1 to 65535."_s);
    const qsizetype limit = proxy.kind == Proxy::Kind::Socks5 ? MaxSocksField : MaxField;
    const auto login = checkedField(proxy.login, u"login"_s, limit);
    const auto password = checkedField(proxy.password, u"password"_s, limit);
    if (!login || !password)
        return (!login ? login : password).error();
    if (isEmpty(proxy.login) && !isEmpty(proxy.password))
        return invalid(u"A password needs a login beside it."_s);
    if (isEmpty(proxy.login))
        proxy.login.reset();
    if (isEmpty(proxy.password))
        proxy.password.reset();
    return proxy;
}

Result<NewProxy> parsedProxyUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const auto kind = proxyKindOf(url.scheme());
    if (!url.isValid() || !kind || url.host().isEmpty())
        return invalid(u"A proxy's address looks like socks5://login:password@host:1080, with http, https or socks5 in front and "
                       "special characters of login and password percent-encoded."_s);
    if (url.port() < 1)
        return invalid(u"The proxy's address needs a port, such as socks5://host:1080."_s);
    if ((!url.path().isEmpty() && url.path() != u"/") || url.hasQuery() || url.hasFragment())
        return invalid(u"A proxy's address must end after the port."_s);
    NewProxy proxy;
    proxy.kind = *kind;
    proxy.host = url.host(QUrl::EncodeUnicode);
    proxy.port = url.port();
    if (!url.userName().isEmpty())
        proxy.login = shareSecret(url.userName(QUrl::FullyDecoded).toUtf8());
    if (!url.password().isEmpty())
        proxy.password = shareSecret(url.password(QUrl::FullyDecoded).toUtf8());
    return proxy;
}

Result<QStringList> checkedBypass(const QStringList &patterns)
{
    QStringList checked;
    for (const QString &line : patterns) {
        const QString pattern = line.trimmed().toLower();
        if (pattern.isEmpty())
            continue;
        const auto one = checkedPattern(pattern);
        if (!one)
            return one.error();
        if (!checked.contains(*one))
            checked << *one;
    }
    return checked;
}

QStringList defaultBypass()
{
    return {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
}

bool bypasses(const QStringList &patterns, const QString &host)
{
    QString name = QString::fromLatin1(QUrl::toAce(host.trimmed().toLower()));
    if (name.isEmpty())
        name = host.trimmed().toLower(); // an IPv6 address
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.sliced(1, name.size() - 2);
    if (name.endsWith(u'.'))
        name.chop(1);
    const QHostAddress address = addressOf(name);
    return !name.isEmpty()
           && std::any_of(patterns.cbegin(), patterns.cend(), [&](const QString &pattern) { return matches(pattern, name, address); });
}

} // namespace homeport
