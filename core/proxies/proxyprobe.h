// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/net/httpengine.h"
#include "core/proxies/proxyecho.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QMetaType>
#include <QObject>
#include <QPromise>

#include <chrono>

namespace homeport {

// What a test of a proxy found.
struct ProxyTestReport
{
    qint64 proxyId = 0;
    std::chrono::milliseconds connectTime{0}; // connecting to and through it, and the first answer
    std::chrono::milliseconds latency{0};     // one more question over the same connection
    QString tls;                              // with the echo service, "TLSv1.3"; empty: it is asked without TLS
    QString exitAddress;                      // as the echo service sees it

    bool operator==(const ProxyTestReport &) const = default;
};

// "Does this proxy work, and where does it come out?": asks the echo service twice through it. Only ever at the user's
// request. Lives in the GUI thread; at most 40 s. Uses connections of its own, so that what it finds is of now.
class ProxyProbe final : public QObject
{
    Q_OBJECT

public:
    ProxyProbe(AccountProxy proxy, ProxyEcho echo, HttpEngine::Options options, QObject *parent = nullptr);
    ~ProxyProbe() override; // before the end: Cancelled
    Q_DISABLE_COPY_MOVE(ProxyProbe)

    // Once. Errors: Unavailable (the proxy failed), Network, Timeout (what lies behind it did), Invalid (no address in the
    // answer).
    [[nodiscard]] QFuture<Result<ProxyTestReport>> run();

private:
    void ask(bool again);
    void take(const HttpResponse &response, bool again);
    void finish(const Result<ProxyTestReport> &report);

    AccountProxy m_proxy;
    ProxyEcho m_echo;
    HttpEngine m_engine;
    ProxyTestReport m_report;
    QElapsedTimer m_elapsed;
    QPromise<Result<ProxyTestReport>> m_promise;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::ProxyTestReport)
