// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyprobe.h"

#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxAnswer = 64 * 1024;
constexpr TransferTimeouts Patience{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(10), .idle = std::chrono::seconds(5)};

} // namespace

ProxyProbe::ProxyProbe(AccountProxy proxy, ProxyEcho echo, HttpEngine::Options options, QObject *parent)
    : QObject(parent), m_proxy(std::move(proxy)), m_echo(std::move(echo)), m_engine(std::move(options))
{
    m_report.proxyId = m_proxy.id;
}

ProxyProbe::~ProxyProbe()
{
    if (m_promise.future().isStarted() && !m_promise.future().isFinished())
        finish(Error{Error::Code::Cancelled, u"The test was cancelled."_s});
}

QFuture<Result<ProxyTestReport>> ProxyProbe::run()
{
    m_promise.start();
    ask(false);
    return m_promise.future();
}

void ProxyProbe::ask(bool again)
{
    TransferRequest request;
    request.url = m_echo.url;
    request.headers.append("User-Agent", "Homeport");
    request.headers.append("Accept", "*/*");
    request.timeouts = Patience;
    request.proxy = m_proxy.proxy;
    request.wantsTlsVersion = true;
    m_elapsed.start();
    onResult(m_engine.fetch(request, MaxAnswer), this, [this, again](const Result<HttpResponse> &response) {
        if (!response)
            return finish(response.error());
        take(*response, again);
    });
}

void ProxyProbe::take(const HttpResponse &response, bool again)
{
    const std::chrono::milliseconds took(m_elapsed.elapsed());
    if (again) { // whatever it says: the first answer was a whole one
        m_report.latency = response.stats.reusedConnection ? took : m_report.connectTime;
        return finish(m_report);
    }
    if (response.status != 200)
        return finish(Error{Error::Code::Network, u"The echo service %1 answered with status %2: try again later, or name another one."_s
                                                      .arg(QString::fromUtf8(m_echo.url))
                                                      .arg(response.status)});
    const auto address = exitAddressIn(m_echo, response.body);
    if (!address)
        return finish(address.error());
    m_report.exitAddress = *address;
    m_report.tls = QString::fromLatin1(response.stats.tlsVersion);
    m_report.connectTime = took;
    ask(true);
}

void ProxyProbe::finish(const Result<ProxyTestReport> &report)
{
    m_promise.addResult(report);
    m_promise.finish();
}

} // namespace homeport
