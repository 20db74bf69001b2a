// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relayhost.h"

#include "core/base/cryptothread.h"
#include "core/base/eventdispatcher.h"
#include "core/base/onresult.h"
#include "core/relay/relayserver.h"

#include <QPromise>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RelayHost::RelayHost(RelayOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_place{m_options.port, m_options.ipv6, m_options.secondAddress},
      m_anchor(new QObject)
{
    m_thread.setObjectName(u"relay"_s);
    if (QAbstractEventDispatcher *dispatcher = makeServerDispatcher())
        m_thread.setEventDispatcher(dispatcher);
    m_anchor->moveToThread(&m_thread);
    releaseCryptoStateOf(m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_anchor, [this] {
        m_server = new RelayServer(m_options);
        connect(m_server, &RelayServer::requestsChanged, this, &RelayHost::requestsChanged, Qt::QueuedConnection);
        connect(m_server, &RelayServer::requestsEnded, this, &RelayHost::requestsEnded, Qt::QueuedConnection);
        connect(m_server, &RelayServer::contentsKept, this, &RelayHost::contentsKept, Qt::QueuedConnection);
        connect(&m_server->accounts(), &AccountSelector::signalled, this, &RelayHost::accountSignalled, Qt::QueuedConnection);
        connect(&m_server->accounts(), &AccountSelector::newsLearnt, this, &RelayHost::accountNews, Qt::QueuedConnection);
        connect(m_server, &RelayServer::keysUsed, this, &RelayHost::keysUsed, Qt::QueuedConnection);
        connect(m_server, &RelayServer::programsWaiting, this, &RelayHost::programsWaiting, Qt::QueuedConnection);
    });
}

RelayHost::~RelayHost()
{
    // The thread is not ended from within: its dispatcher goes with it, and whoever posts still wakes that after the thread may
    // have run what was posted.
    QMetaObject::invokeMethod(
        m_anchor,
        [this] {
            delete std::exchange(m_server, nullptr);
            delete std::exchange(m_anchor, nullptr);
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<quint16>> RelayHost::start()
{
    return listen(m_place);
}

QFuture<Result<quint16>> RelayHost::moveTo(const ListenPlace &place)
{
    if (m_state != State::Stopped && m_state != State::Draining)
        return listen(place);
    m_place = place;
    if (m_port != 0 && place.port != 0 && m_port != place.port) { // it has listened: what is shown is where it will
        m_port = place.port;
        Q_EMIT stateChanged();
    }
    return readyResult<quint16>(place.port);
}

QFuture<Result<quint16>> RelayHost::listen(const ListenPlace &place)
{
    const bool moves = m_state == State::Listening;
    if (!moves)
        setState(State::Starting);
    auto promise = std::make_shared<QPromise<Result<quint16>>>();
    promise->start();
    QMetaObject::invokeMethod(m_anchor, [this, promise, place, moves] {
        const Result<quint16> result = m_server->listen(place);
        QMetaObject::invokeMethod(this, [this, promise, place, moves, result] {
            arrived(result, place, moves);
            promise->addResult(result);
            promise->finish();
        });
    });
    return promise->future();
}

void RelayHost::arrived(const Result<quint16> &port, const ListenPlace &place, bool moved)
{
    if (port) {
        m_place = place;
        m_place.port = *port; // after a stop on the port that tools know, also where it was any free one
    }
    if (moved && m_state != State::Listening) // it was told to stop meanwhile
        return;
    if (moved && !port)
        return;
    const quint16 before = std::exchange(m_port, port.value_or(0));
    m_lastError = port ? Error{} : port.error();
    setState(port ? State::Listening : State::Failed);
    if (moved && before != m_port)
        Q_EMIT stateChanged();
}

void RelayHost::setLimits(const HttpLimits &limits)
{
    QMetaObject::invokeMethod(m_anchor, [this, limits] { m_server->setLimits(limits); });
}

void RelayHost::setTimeouts(const TransferTimeouts &timeouts)
{
    QMetaObject::invokeMethod(m_anchor, [this, timeouts] { m_server->setTimeouts(timeouts); });
}

QFuture<Result<int>> RelayHost::stop(std::chrono::milliseconds grace)
{
    setState(State::Draining);
    auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    QMetaObject::invokeMethod(m_anchor, [this, promise, grace] {
        m_server->drain(grace, [this, promise](int broken) {
            QMetaObject::invokeMethod(this, [this, promise, broken] {
                setState(State::Stopped);
                promise->addResult(Result<int>(broken));
                promise->finish();
            });
        });
    });
    return promise->future();
}

void RelayHost::setSnapshot(RelaySnapshot snapshot)
{
    QMetaObject::invokeMethod(
        m_anchor, [this, value = std::make_shared<RelaySnapshot>(std::move(snapshot))] { m_server->setSnapshot(std::move(*value)); });
}

void RelayHost::restoreUsage(const QList<KeyUsageRow> &rows)
{
    QMetaObject::invokeMethod(m_anchor, [this, rows] { m_server->restoreUsage(rows); });
}

void RelayHost::dropRequestsOf(qint64 keyId)
{
    QMetaObject::invokeMethod(m_anchor, [this, keyId] { m_server->dropRequestsOf(keyId); });
}

QString RelayHost::baseUrl() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

void RelayHost::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace homeport
