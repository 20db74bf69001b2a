// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httplistener.h"
#include "tests/support/rawclient.h"

#include <memory>
#include <vector>

namespace homeport::test {

// Counts what is said of its client.
struct Watcher final : ResponseWatcher
{
    int gone = 0;
    int drains = 0;

    void clientGone() override { ++gone; }
    void drained() override { ++drains; }
};

// A listener whose answers the test decides.
struct TestServer
{
    explicit TestServer(HttpLimits limits = {}, HttpListener::RefusalBody refusalBody = {}) : listener(limits, std::move(refusalBody))
    {
        QObject::connect(&listener, &HttpListener::requestReceived, &listener,
                         [this](const std::shared_ptr<HttpRequest> &request, ResponseStream *stream) {
                             requests.push_back(request);
                             streams.emplace_back(stream);
                             if (echo)
                                 streams.back()->send(200, "text/plain",
                                                      QByteArray(request->method + ' ' + request->target + ' ' + request->body));
                         });
        const auto bound = listener.listen(0);
        port = bound.value_or(0);
        host = "Host: localhost:" + QByteArray::number(port) + "\r\n";
    }
    [[nodiscard]] QByteArray get(const QByteArray &target, const QByteArray &fields = {}) const
    {
        return "GET " + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
    }

    bool echo = true;
    quint16 port = 0;
    QByteArray host;
    std::vector<std::shared_ptr<HttpRequest>> requests;
    std::vector<std::unique_ptr<ResponseStream>> streams;
    HttpListener listener; // last: dies first
};

} // namespace homeport::test
