// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/replywriter.h"

#include <utility>

namespace homeport {

namespace {

constexpr qint64 HighWater = 256 * 1024; // ResponseStream::drained() tells when it is worth going on

} // namespace

ReplyWriter::ReplyWriter(std::unique_ptr<ResponseStream> response, Reply reply) : m_response(std::move(response)), m_reply(std::move(reply))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ReplyWriter::step);
    m_response->setWatcher(this);
}

ReplyWriter::~ReplyWriter()
{
    m_response->setWatcher(nullptr);
}

void ReplyWriter::drained()
{
    if (!m_timer.isActive() && m_response->headWritten())
        step();
}

void ReplyWriter::start()
{
    if (m_reply.headDelayMs > 0)
        m_timer.start(m_reply.headDelayMs);
    else
        step();
}

void ReplyWriter::step()
{
    if (!m_ended && !m_response->headWritten())
        writeHead();
    if (m_ended)
        return;
    if (m_reply.isStream)
        writeChunks();
    else
        writeBody();
}

void ReplyWriter::writeHead()
{
    if (!m_reply.isStream)
        m_reply.headers.append("Content-Length", QByteArray::number(m_reply.chunks.empty() ? 0 : m_reply.chunks.front().size()));
    m_response->setCorked(!m_reply.isStream);
    m_response->writeHead(m_reply.status, {}, m_reply.headers);
    if (m_reply.isStream)
        m_response->flush(); // the real API sends its head before the first event
}

void ReplyWriter::writeBody()
{
    const QByteArray body = m_reply.chunks.empty() ? QByteArray() : m_reply.chunks.front();
    if (m_reply.dropAfter >= 0) {
        m_response->write(QByteArrayView(body).first(body.size() / 2));
        m_response->abort();
    } else {
        m_next = m_reply.chunks.size();
        m_response->write(body);
        m_response->finish();
    }
    end();
}

void ReplyWriter::writeChunks()
{
    while (m_next < m_reply.chunks.size()) {
        if (m_reply.dropAfter >= 0 && m_next == static_cast<std::size_t>(m_reply.dropAfter)) {
            m_response->abort();
            return end();
        }
        if (m_reply.errorAfter >= 0 && m_next == static_cast<std::size_t>(m_reply.errorAfter)) {
            m_response->write(m_reply.error);
            break;
        }
        m_response->write(m_reply.chunks[m_next++]);
        if (m_ended)
            return; // the write found the client gone
        if (m_reply.chunkDelayMs > 0) {
            m_timer.start(m_reply.chunkDelayMs);
            return;
        }
        if (m_response->bytesToWrite() > HighWater)
            return;
    }
    m_response->finish();
    end();
}

void ReplyWriter::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_timer.stop();
    Q_EMIT ended();
}

} // namespace homeport
