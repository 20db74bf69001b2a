// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/http/responsestream.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace homeport {

// A reply as it is to be sent, and how slowly, and how far.
struct Reply
{
    int status = 200;
    HeaderBlock headers;
    std::vector<QByteArray> chunks; // events of a stream, or one body
    bool isStream = false;
    int headDelayMs = 0;
    int chunkDelayMs = 0;
    int errorAfter = -1; // of a stream: write `error` after so many chunks instead of the rest
    QByteArray error;    // as it goes over the wire
    int dropAfter = -1;  // break the connection after so many chunks; a body that is one chunk breaks in its middle
};

// Writes one reply at its pace. A client that leaves ends it at once: no timer outlives the stream.
class ReplyWriter final : public QObject, private ResponseWatcher
{
    Q_OBJECT

public:
    ReplyWriter(std::unique_ptr<ResponseStream> response, Reply reply);
    ~ReplyWriter() override;
    Q_DISABLE_COPY_MOVE(ReplyWriter)

    void start(); // ended() may come from inside
    [[nodiscard]] bool isStream() const { return m_reply.isStream; }
    [[nodiscard]] std::size_t chunks() const { return m_reply.chunks.size(); }
    [[nodiscard]] std::size_t chunksWritten() const { return m_next; } // whole ones

Q_SIGNALS:
    void ended(); // once: all written, broken off, or the client left

private:
    void clientGone() override { end(); }
    void drained() override;
    void step();
    void writeHead();
    void writeBody();
    void writeChunks();
    void end();

    std::unique_ptr<ResponseStream> m_response;
    Reply m_reply;
    QTimer m_timer;
    std::size_t m_next = 0;
    bool m_ended = false;
};

} // namespace homeport
