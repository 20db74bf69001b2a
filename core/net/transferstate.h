// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/headerlist.h"
#include "core/net/httpengine.h"
#include "core/net/origins.h"
#include "core/net/proxyoptions.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <utility>

namespace homeport {

struct EasyDeleter
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};

// A handle with the memory of the fields it sends: both are used again for the next transfer.
struct EasyHandle
{
    std::unique_ptr<HeaderList> headers = std::make_unique<HeaderList>(); // outlives the handle that reads it
    std::unique_ptr<CURL, EasyDeleter> curl;

    [[nodiscard]] CURL *get() const { return curl.get(); }
};

// One transfer inside CurlMulti: the easy handle with its options, and libcurl's callbacks turned into
// handler calls. Owned by CurlMulti.
class TransferState final
{
public:
    TransferState(CurlMulti &multi, EasyHandle easy, TransferHandler *handler);
    ~TransferState() = default;
    Q_DISABLE_COPY_MOVE(TransferState)

    // Sets every option that differs between transfers; the constant ones are CurlMulti's.
    void configure(const TransferRequest &request);

    [[nodiscard]] CURL *easy() const { return m_easy.get(); }
    [[nodiscard]] EasyHandle takeEasy() { return std::move(m_easy); }
    [[nodiscard]] TransferHandler *handler() const { return m_handler; }
    // The Transfer handle was deleted: nobody is told anything any more.
    void orphan()
    {
        m_handler = nullptr;
        m_transfer = nullptr;
        if (m_isConnecting)
            m_origin->answers = false;
    }
    [[nodiscard]] CurlMulti &multi() const { return m_multi; }
    void setTransfer(Transfer *transfer) { m_transfer = transfer; }
    void finish(CURLcode code); // tells the handler, once
    void fail(const Error &error);

    void pause() { m_wantPause = true; }
    void resume();

    // When patience ends, in the multi's clock; -1 while paused, and when libcurl is done.
    [[nodiscard]] qint64 deadline() const { return m_paused || m_ended ? -1 : m_deadline; }
    [[nodiscard]] Error timeoutError() const;
    [[nodiscard]] bool ended() const { return m_ended; } // libcurl is done with it
    void setEnded() { m_ended = true; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] bool hasDirectBody() const { return m_hasDirectBody; } // libcurl does not know of it
    // Once the request has begun: whether all of its body was given to the connection.
    [[nodiscard]] bool isBodySent() const
    {
        curl_off_t sent = 0;
        curl_easy_getinfo(easy(), CURLINFO_SIZE_UPLOAD_T, &sent);
        return sent == m_body.size();
    }
    // Data arrived in this turn; says what was set before.
    bool setTouched(bool touched) { return std::exchange(m_touched, touched); }

private:
    static std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t onData(char *data, std::size_t size, std::size_t count, void *self);
    static int onLookup(void *resolver, void *reserved, void *self);
    static int onSocketMade(void *self, curl_socket_t socket, curlsocktype purpose);
    static int onRequest(void *self, char *address, char *localAddress, int port, int localPort);
    void setAddress(const QByteArray &url);
    void setPatience();
    void connecting();
    void setBody(const TransferRequest &request);
    [[nodiscard]] bool takeHeaderLine(QByteArrayView line);
    void touch();
    [[nodiscard]] Error errorOf(CURLcode code) const;
    [[nodiscard]] TransferStats stats() const;

    // First what each piece of a body needs, on one cache line: among a thousand streams it has left the cache every time.
    CurlMulti &m_multi;
    TransferHandler *m_handler;
    qint64 m_deadline = -1;
    qint64 m_received = 0;
    bool m_touched = false;
    bool m_ended = false;
    bool m_wantPause = false;
    bool m_paused = false;
    bool m_countsConnecting = false; // with m_deadline; else libcurl does
    bool m_isConnecting = false;     // and it is counted
    bool m_madeSocket = false;
    TransferTimeouts m_timeouts;

    Transfer *m_transfer = nullptr;
    std::shared_ptr<Origin> m_origin; // outlives the handle that reads it
    EasyHandle m_easy;
    QByteArray m_body; // shared with the request, kept alive while libcurl reads it
    std::optional<Proxy> m_proxy;
    SecretList m_proxyHeaders;
    std::optional<Error> m_defect; // the proxy can't be one: nothing is sent
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    HeaderBlock m_headers;
    QByteArray m_reason;
    int m_status = 0;
    QByteArray m_tlsVersion;
    bool m_wantsTlsVersion = false;
    bool m_headDone = false;
    bool m_hasDirectBody = false;
    bool m_tellsItsEnd = false; // the answer to one
};

} // namespace homeport
