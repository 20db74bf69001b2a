// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxytext.h"

#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ProxyText
{
    Q_DECLARE_TR_FUNCTIONS(ProxyText)
};

} // namespace

ProxyStateText proxyStateText(const ProxyHealth &health)
{
    switch (health.state) {
    case ProxyHealth::Good:
        return {Tone::Good, u"good"_s, ProxyText::tr("Works")};
    case ProxyHealth::Down:
        return {Tone::Bad, u"bad"_s, ProxyText::tr("Down")};
    case ProxyHealth::Unknown:
        break;
    }
    return {Tone::Neutral, u"circle"_s, ProxyText::tr("Not used yet")};
}

QStringList proxyStateWords()
{
    QStringList words;
    for (const ProxyHealth::State state : {ProxyHealth::Unknown, ProxyHealth::Good, ProxyHealth::Down}) {
        ProxyHealth health;
        health.state = state;
        words << proxyStateText(health).word;
    }
    return words;
}

QString proxyKindName(Proxy::Kind kind)
{
    switch (kind) {
    case Proxy::Kind::Http:
        return u"HTTP"_s;
    case Proxy::Kind::Https:
        return u"HTTPS"_s;
    case Proxy::Kind::Socks5:
        break;
    }
    return u"SOCKS5"_s;
}

QString proxyAddress(const ProxyInfo &proxy)
{
    const QString host = proxy.host.contains(u':') ? u"[%1]"_s.arg(proxy.host) : proxy.host;
    return u"%1://%2:%3"_s.arg(proxyKindText(proxy.kind), host).arg(proxy.port);
}

QString proxyUsersText(const QStringList &users, bool isDefault)
{
    if (users.isEmpty())
        return isDefault ? ProxyText::tr("Default; no account goes through it yet") : ProxyText::tr("No account goes through it");
    const QString names = users.size() > 3 ? ProxyText::tr("%1 and %2 more").arg(formatList(users.first(3))).arg(users.size() - 3)
                                           : formatList(users);
    return isDefault ? ProxyText::tr("Default, for %1").arg(names) : ProxyText::tr("For %1").arg(names);
}

QString proxyHealthText(const ProxyHealth &health)
{
    if (health.state == ProxyHealth::Down)
        return ProxyText::tr("%1 Tried again at %2.").arg(health.why, formatTime(health.nextTry));
    if (health.exitAddress.isEmpty())
        return {};
    return ProxyText::tr("Leaves from %1, answers in %2").arg(health.exitAddress, formatMilliseconds(health.latency.count()));
}

QString proxyTestText(const ProxyTestReport &report)
{
    const QString tls = report.tls.isEmpty() ? ProxyText::tr("without TLS") : report.tls;
    return ProxyText::tr("Connected in %1, answers in %2, %3 to the echo service. Leaves from %4.")
        .arg(formatMilliseconds(report.connectTime.count()), formatMilliseconds(report.latency.count()), tls, report.exitAddress);
}

} // namespace homeport
