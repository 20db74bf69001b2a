// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/transferstate.h"

#include "core/base/requesttarget.h"
#include "core/net/curlmulti.h"

#include <openssl/ssl.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

// Only while the transfer runs.
QByteArray tlsVersionOf(CURL *easy)
{
    curl_tlssessioninfo *session = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || !session || session->backend != CURLSSLBACKEND_OPENSSL
        || !session->internals)
        return {};
    return SSL_get_version(static_cast<const SSL *>(session->internals));
}

// RFC 9112 section 6.3: other answers end with their connection.
bool tellsItsEnd(int status, const HeaderBlock &headers)
{
    const QByteArrayView coding = headers.value("transfer-encoding");
    if (!coding.isNull())
        return coding.toByteArray().toLower().endsWith("chunked");
    return status == 204 || status == 304 || headers.contains("content-length");
}

} // namespace

TransferState::TransferState(CurlMulti &multi, EasyHandle easy, TransferHandler *handler)
    : m_multi(multi), m_handler(handler), m_easy(std::move(easy))
{
}

void TransferState::configure(const TransferRequest &request)
{
    CURL *easy = m_easy.get();
    m_timeouts = request.timeouts;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &TransferState::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &TransferState::onData);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    setAddress(request.url);
    setBody(request);
    m_easy.headers->set(request.headers, m_hasDirectBody ? std::optional(m_body.size()) : std::nullopt);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_easy.headers->first());
    m_proxy = request.proxy;
    setPatience();
    m_wantsTlsVersion = request.wantsTlsVersion;
    if (const auto set = setProxy(easy, m_proxy, &m_proxyHeaders); !set) {
        m_defect = set.error();
    }
    if (m_defect) { // ends before anything is resolved or connected
        curl_easy_setopt(easy, CURLOPT_CURLU, nullptr);
        curl_easy_setopt(easy, CURLOPT_URL, "");
    }
    if (request.sentOnce)
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L); // after setProxy(), which resets it
}

void TransferState::setAddress(const QByteArray &url)
{
    CURL *easy = m_easy.get();
    const UrlParts parts = partsOf(url);
    const auto origin = m_multi.origins().of(parts.origin);
    if (!origin)
        m_defect = origin.error();
    else if (!isRequestTarget(parts.target))
        m_defect = {Error::Code::Invalid, u"The upstream's address is not valid: there is a space or a control character in it."_s};
    if (m_defect)
        return;
    m_origin = *origin;
    curl_easy_setopt(easy, CURLOPT_CURLU, m_origin->url.get());
    // As it is: nothing is normalised. Nearly always what the URL ends with, and its NUL serves.
    if (parts.target.startsWith('/') && parts.target.end() == url.constEnd()) {
        curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, parts.target.data());
        return;
    }
    QByteArray target = parts.target.toByteArray();
    if (!target.startsWith('/'))
        target.prepend('/');
    curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, target.constData());
}

// libcurl's own time-out for connecting lets it go on to a name's next address in time, so an origin whose last new connection came
// to nothing, or that had none yet, has it. But it stays among libcurl's timers to the transfer's end, where each event takes it out
// and puts it back: among a thousand streams a fourteenth of the CPU time. For the others we count.
void TransferState::setPatience()
{
    CURL *easy = m_easy.get();
    m_countsConnecting = !m_proxy && m_origin && m_origin->answers;
    const auto byLibcurl = m_countsConnecting ? 0ms : m_timeouts.connect; // 0: five minutes, which we are ahead of
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(byLibcurl.count()));
    curl_easy_setopt(easy, CURLOPT_RESOLVER_START_FUNCTION, &TransferState::onLookup);
    curl_easy_setopt(easy, CURLOPT_RESOLVER_START_DATA, this);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &TransferState::onSocketMade);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &TransferState::onRequest);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    m_deadline = m_multi.deadlineAfter(m_timeouts.connect + m_timeouts.firstByte);
    connecting();
}

// Also in the midst of a transfer, when the kept connection it went out on turned out to be dead.
void TransferState::connecting()
{
    if (m_hasDirectBody)
        m_multi.directBodies().remove(m_easy.get());
    if (!m_countsConnecting || std::exchange(m_isConnecting, true))
        return;
    m_deadline = m_multi.deadlineAfter(m_timeouts.connect);
}

int TransferState::onLookup(void *, void *, void *self)
{
    static_cast<TransferState *>(self)->connecting();
    return 0;
}

int TransferState::onSocketMade(void *self, curl_socket_t, curlsocktype)
{
    auto *state = static_cast<TransferState *>(self);
    state->m_madeSocket = true;
    state->connecting();
    return CURL_SOCKOPT_OK;
}

// The connection stands, a new one or a kept one.
int TransferState::onRequest(void *self, char *, char *, int, int)
{
    auto *state = static_cast<TransferState *>(self);
    state->m_isConnecting = false;
    state->m_deadline = state->m_multi.deadlineAfter(state->m_timeouts.firstByte);
    state->m_multi.asking(state);
    return CURL_PREREQFUNC_OK;
}

void TransferState::setBody(const TransferRequest &request)
{
    CURL *easy = m_easy.get();
    const bool isPost = request.method == "POST";
    // Handles are used again: undo what the previous request may have set.
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, nullptr);
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (DirectBodies::suits(request)) { // to libcurl a GET under another name
        m_body = request.body;
        m_hasDirectBody = true;
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
        return;
    } else if (isPost || !request.body.isEmpty()) {
        m_body = request.body;
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m_body.constData());
    }
    const bool isBareGet = request.method == "GET" && request.body.isEmpty(); // with a body it would become a POST
    if (!isPost && !isBareGet && request.method != "HEAD")
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

std::size_t TransferState::onHeader(char *data, std::size_t size, std::size_t count, void *self)
{
    auto *state = static_cast<TransferState *>(self);
    const std::size_t bytes = size * count;
    return state->takeHeaderLine(QByteArrayView(data, static_cast<qsizetype>(bytes))) ? bytes : 0;
}

bool TransferState::takeHeaderLine(QByteArrayView line)
{
    if (!m_handler)
        return false;
    if (m_headDone)
        return true; // trailers are not passed on
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    if (line.startsWith("HTTP/")) {
        const qsizetype space = line.indexOf(' ');
        m_status = line.sliced(space + 1).first(std::min<qsizetype>(3, line.size() - space - 1)).toInt();
        const QByteArrayView reason = line.sliced(std::min<qsizetype>(line.size(), space + 5));
        m_reason = reason == "OK" ? QByteArrayLiteral("OK") : reason.toByteArray();
        m_headers = HeaderBlock();
        m_headers.reserve(1024, 24);
        return true;
    }
    if (!line.isEmpty()) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            m_headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
        return true;
    }
    if (m_status >= 100 && m_status < 200)
        return true; // an interim answer; the real one follows
    m_headDone = true;
    if (m_madeSocket)
        m_origin->answers = true;
    if (m_wantsTlsVersion)
        m_tlsVersion = tlsVersionOf(m_easy.get());
    if (m_hasDirectBody)
        m_tellsItsEnd = tellsItsEnd(m_status, m_headers);
    touch();
    m_handler->transferHead(m_status, m_reason, std::move(m_headers));
    return m_handler != nullptr;
}

std::size_t TransferState::onData(char *data, std::size_t size, std::size_t count, void *self)
{
    auto *state = static_cast<TransferState *>(self);
    const std::size_t bytes = size * count;
    if (!state->m_handler)
        return 0;
    if (state->m_wantPause) {
        state->m_paused = true;
        return CURL_WRITEFUNC_PAUSE; // libcurl keeps this chunk and hands it out again
    }
    state->m_received += static_cast<qint64>(bytes);
    state->touch();
    state->m_handler->transferData(QByteArrayView(data, static_cast<qsizetype>(bytes)));
    return state->m_handler ? bytes : 0;
}

void TransferState::touch()
{
    m_deadline = m_multi.deadlineAfter(m_timeouts.idle);
    m_multi.touched(this);
}

void TransferState::resume()
{
    m_wantPause = false;
    if (!m_paused)
        return;
    m_paused = false;
    m_deadline = m_multi.deadlineAfter(m_timeouts.idle);
    m_multi.resume(this);
}

} // namespace homeport
