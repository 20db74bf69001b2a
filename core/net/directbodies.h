// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

#include <curl/curl.h>

#include <vector>

namespace homeport {

class SocketWatch;

// From this size on, in bytes, a body is worth an effort of its own: it is sent before anything else is read, and not copied.
constexpr qsizetype LargeBody = 256 * 1024;

// Large bodies without TLS, written by us to the connections over which libcurl has sent their heads: it would copy them into a buffer
// of its own first, a sixth of what a body of 1 MB costs (core/README.md). To libcurl such a request has no body, and a Content-Length
// field that its caller gave it. A body that breaks off ends nothing: what the server answered may be waiting to be read.
//
// Engine's thread. No function but those that say so may be called from inside libcurl.
class DirectBodies final
{
public:
    DirectBodies() = default;
    Q_DISABLE_COPY_MOVE(DirectBodies)

    // Large, and nothing between us and an HTTP/1.1 server that would have to touch its bytes.
    [[nodiscard]] static bool suits(const TransferRequest &request);

    // From inside libcurl (CURLOPT_PREREQFUNCTION): a connection stands, and the head goes out next. Once more when a kept connection
    // turned out to be dead: the body begins anew. Until it is out whole its connection is not kept for others, whatever the server
    // answers: they would be taken for the rest of the body.
    void begin(CURL *easy, const QByteArray &body);
    // From inside libcurl: it waits for nothing but the answer, over @p watch; so the head is out, if this is one of ours.
    void answerAwaited(CURL *easy, SocketWatch &watch);
    // From inside libcurl, too: the connection is about to be closed.
    void closed(const SocketWatch &watch);
    // From inside libcurl, too: there is no connection (any more). Before it looks a name up, whose socket is none for a body.
    void remove(CURL *easy);

    void writeNew(); // those whose heads have gone out
    // This one can take more. False: it has none of ours.
    [[nodiscard]] bool writeOn(const SocketWatch &watch);
    // Its connection was reset, and the write has taken the error: libcurl, which reads on, sees a plain end.
    [[nodiscard]] bool hasBroken(CURL *easy) const;

private:
    struct Body
    {
        CURL *easy;
        QByteArray bytes;
        qsizetype written = 0;
        SocketWatch *watch = nullptr; // null: the head is not out, or nothing more can be written
        bool isNew = true;            // nothing was tried yet
        bool isBroken = false;        // see hasBroken()
    };

    void write(Body &body);
    void dropWritten();

    std::vector<Body> m_bodies; // under way, or broken
};

} // namespace homeport
