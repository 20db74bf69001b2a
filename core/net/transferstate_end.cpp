// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a transfer ends, and what its handler hears of it.
#include "core/net/curlmulti.h"
#include "core/net/transferstate.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Also when libcurl could not make the kept connection anew that broke under it: the first try counts.
bool hasLeft(CURL *easy)
{
    curl_off_t untilSent = 0;
    return curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &untilSent) == CURLE_OK && untilSent > 0;
}

} // namespace

Error TransferState::timeoutError() const
{
    if (m_isConnecting)
        return {Error::Code::Timeout,
                u"The upstream could not be reached in time: no connection after %1 s."_s.arg(m_timeouts.connect.count() / 1000)};
    return {Error::Code::Timeout, m_headDone ? u"The upstream stopped sending for %1 s."_s.arg(m_timeouts.idle.count() / 1000)
                                             : u"The upstream sent no answer in time."_s};
}

Error TransferState::errorOf(CURLcode code) const
{
    if (m_defect)
        return *m_defect;
    const QString what = QString::fromUtf8(m_errorText[0] ? m_errorText.data() : curl_easy_strerror(code));
    if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
        return {Error::Code::Invalid, u"The upstream's address is not valid: %1."_s.arg(what)};
    if (m_proxy && !m_headDone && hasLeft(m_easy.get()))
        return brokeOffError(*m_proxy, what);
    if (m_proxy && !m_headDone && !tunnelStood(m_easy.get(), code, m_proxy->kind))
        return proxyError(m_easy.get(), code, *m_proxy, what);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return {Error::Code::Timeout, u"The upstream could not be reached in time: %1."_s.arg(what)};
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return {Error::Code::Network, u"The upstream's certificate is not trusted: %1."_s.arg(what)};
    const QString sentence = m_headDone              ? u"The upstream broke off: %1."_s
                             : hasLeft(m_easy.get()) ? u"The upstream broke off before it answered: %1."_s
                                                     : u"The upstream could not be reached: %1."_s;
    return {Error::Code::Network, sentence.arg(what)};
}

TransferStats TransferState::stats() const
{
    TransferStats stats;
    long connects = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_NUM_CONNECTS, &connects);
    stats.bytesReceived = m_received;
    stats.reusedConnection = connects == 0;
    stats.tlsVersion = m_tlsVersion;
    return stats;
}

void TransferState::finish(CURLcode code)
{
    if (!m_handler)
        return;
    if (code == CURLE_OK && m_hasDirectBody && !m_tellsItsEnd && m_multi.directBodies().hasBroken(easy()))
        code = CURLE_RECV_ERROR; // what looked like the server's end was a reset
    if (code != CURLE_OK)
        return fail(errorOf(code));
    TransferHandler *handler = std::exchange(m_handler, nullptr);
    if (Transfer *transfer = std::exchange(m_transfer, nullptr))
        transfer->m_state = nullptr;
    handler->transferFinished(stats());
}

void TransferState::fail(const Error &error)
{
    if (Transfer *transfer = std::exchange(m_transfer, nullptr))
        transfer->m_state = nullptr;
    if (m_origin && !m_headDone)
        m_origin->answers = false;
    if (TransferHandler *handler = std::exchange(m_handler, nullptr))
        handler->transferFinished(error);
}

} // namespace homeport
