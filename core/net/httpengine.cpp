// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpengine.h"

#include "core/net/curlmulti.h"
#include "core/net/proxyoptions.h"

#include <QFutureWatcher>
#include <QPromise>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr std::size_t MaxPools = 32;

// One fetch(): collects the answer, completes the promise once, then deletes itself.
class Fetch final : public QObject, public TransferHandler
{
    Q_OBJECT

public:
    Fetch(qsizetype maxBody, QObject *parent) : QObject(parent), m_maxBody(maxBody)
    {
        m_promise.start();
        connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { complete(Error{Error::Code::Cancelled, u"cancelled"_s}); });
        m_watcher.setFuture(m_promise.future());
    }
    ~Fetch() override { complete(Error{Error::Code::Cancelled, u"The HTTP engine was shut down."_s}); }

    [[nodiscard]] QFuture<Result<HttpResponse>> future() const { return m_promise.future(); }
    void run(std::unique_ptr<Transfer> transfer) { m_transfer = std::move(transfer); }

    void transferHead(int status, QByteArrayView, HeaderBlock &&headers) override
    {
        m_response.status = status;
        m_response.headers = std::move(headers);
    }
    void transferData(QByteArrayView chunk) override
    {
        if (m_response.body.size() + chunk.size() > m_maxBody)
            complete(Error{Error::Code::Invalid, u"The answer is larger than %1 bytes."_s.arg(m_maxBody)});
        else
            m_response.body.append(chunk);
    }
    void transferFinished(const Result<TransferStats> &result) override
    {
        if (!result)
            return complete(result.error());
        m_response.stats = *result;
        complete(std::move(m_response));
    }

private:
    void complete(Result<HttpResponse> result)
    {
        if (std::exchange(m_completed, true))
            return;
        m_transfer.reset();
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    qsizetype m_maxBody;
    bool m_completed = false;
    HttpResponse m_response;
    QPromise<Result<HttpResponse>> m_promise;
    QFutureWatcher<Result<HttpResponse>> m_watcher;
    std::unique_ptr<Transfer> m_transfer;
};

} // namespace

Transfer::~Transfer()
{
    if (m_state)
        m_state->multi().cancel(m_state);
}

void Transfer::pause()
{
    if (m_state)
        m_state->pause();
}

void Transfer::resume()
{
    if (m_state)
        m_state->resume();
}

HttpEngine::HttpEngine(Options options, QObject *parent) : QObject(parent), m_options(std::move(options)), m_asleep(m_options.timeAsleep())
{
}

HttpEngine::~HttpEngine()
{
    const auto fetches = findChildren<Fetch *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(fetches); // their transfers need the multi handle
    // A handler that is told of the end may start another transfer: it gets a pool of its own, and ends at once too.
    while (!m_pools.empty() || !m_left.empty()) {
        std::exchange(m_pools, {}).clear();
        std::exchange(m_left, {}).clear();
    }
}

// A kept connection whose other end, or a router between, has forgotten it meanwhile is dead without a word: what is sent on it is sent
// again and again, for a quarter of an hour. What runs may be alive, and ends as it would have.
void HttpEngine::leaveConnectionsFromBeforeASleep()
{
    const auto asleep = m_options.timeAsleep();
    if (std::chrono::abs(asleep - m_asleep) >= 1s) {
        m_asleep = asleep;
        std::move(m_pools.begin(), m_pools.end(), std::back_inserter(m_left));
        m_pools.clear();
    }
    std::erase_if(m_left, [](const Pool &pool) { return pool.multi->isIdle(); });
}

CurlMulti &HttpEngine::poolFor(const TransferRequest &request)
{
    const QByteArray key = connectionPoolKey(request.proxy);
    const auto found = std::find_if(m_pools.begin(), m_pools.end(), [&key](const Pool &pool) { return pool.key == key; });
    if (found != m_pools.end()) {
        std::rotate(found, found + 1, m_pools.end());
        return *m_pools.back().multi;
    }
    // Logins that were changed leave pools behind.
    for (auto pool = m_pools.begin(); m_pools.size() >= MaxPools && pool != m_pools.end();)
        pool = pool->multi->isIdle() ? m_pools.erase(pool) : pool + 1;
    m_pools.push_back({key, std::make_unique<CurlMulti>(m_options)});
    return *m_pools.back().multi;
}

std::unique_ptr<Transfer> HttpEngine::start(const TransferRequest &request, TransferHandler *handler)
{
    leaveConnectionsFromBeforeASleep();
    return poolFor(request).start(request, handler);
}

QFuture<Result<HttpResponse>> HttpEngine::fetch(const TransferRequest &request, qsizetype maxBody)
{
    auto *fetch = new Fetch(maxBody, this);
    const auto future = fetch->future();
    fetch->run(start(request, fetch));
    return future;
}

} // namespace homeport

#include "httpengine.moc"
