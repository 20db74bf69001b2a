// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/routefetch.h"

#include "core/base/onresult.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Completes its promise once, then deletes itself.
class RouteFetch final : public QObject
{
public:
    RouteFetch(HttpEngine &engine, RouteErrand errand, QObject *context, SignalReport report)
        : QObject(context), m_engine(engine), m_errand(std::move(errand)), m_report(std::move(report))
    {
        m_promise.start();
        connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { finish(Error{Error::Code::Cancelled, u"cancelled"_s}); });
        m_watcher.setFuture(m_promise.future());
    }
    ~RouteFetch() override { finish(Error{Error::Code::Cancelled, u"Nobody waits for it any more."_s}); }
    Q_DISABLE_COPY_MOVE(RouteFetch)

    [[nodiscard]] QFuture<Result<HttpResponse>> future() const { return m_promise.future(); }

    void tryWay()
    {
        if (m_way < m_errand.route.proxies.size())
            m_errand.request.proxy = m_errand.route.proxies[m_way].proxy;
        m_running = m_engine.fetch(m_errand.request, m_errand.maxBody);
        onResult(m_running, this, [this](const Result<HttpResponse> &response) { judge(response); });
    }

private:
    void judge(const Result<HttpResponse> &response)
    {
        const bool failed = !response && response.error().code == Error::Code::Unavailable;
        const QPointer<RouteFetch> alive(this);
        if (response)
            report(AccountSignal::Kind::ProxyWorked, {});
        else if (failed)
            report(AccountSignal::Kind::ProxyFailed, response.error().detail.left(300));
        if (!alive || m_finished)
            return;
        if (!failed || m_way + 1 >= m_errand.route.proxies.size())
            return finish(response);
        ++m_way;
        tryWay();
    }

    void report(AccountSignal::Kind kind, const QString &why) const
    {
        if (m_report && !m_finished && m_way < m_errand.route.proxies.size())
            m_report({kind, m_errand.accountId, m_errand.route.proxies[m_way].id, why});
    }

    void finish(Result<HttpResponse> result)
    {
        if (std::exchange(m_finished, true))
            return;
        m_running.cancel();
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    HttpEngine &m_engine;
    RouteErrand m_errand;
    SignalReport m_report;
    std::size_t m_way = 0; // of the proxies
    bool m_finished = false;
    QFuture<Result<HttpResponse>> m_running;
    QPromise<Result<HttpResponse>> m_promise;
    QFutureWatcher<Result<HttpResponse>> m_watcher;
};

} // namespace

QFuture<Result<HttpResponse>> fetchThrough(HttpEngine &engine, RouteErrand errand, QObject *context, SignalReport report)
{
    if (!errand.route.problem.isEmpty())
        return readyResult(Result<HttpResponse>(Error{Error::Code::Unavailable, errand.route.problem}));
    auto *fetch = new RouteFetch(engine, std::move(errand), context, std::move(report));
    const auto future = fetch->future();
    fetch->tryWay();
    return future;
}

} // namespace homeport
