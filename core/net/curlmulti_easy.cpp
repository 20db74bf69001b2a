// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every handle of a CurlMulti is set to, whatever request it carries.
#include "core/base/logging.h"
#include "core/net/curlmulti.h"
#include "core/net/proxyoptions.h"

#include <openssl/ssl.h>

namespace homeport {

namespace {

constexpr long UploadBuffer = 1024L * 1024;   // bytes; touched only as far as a body fills it
constexpr qsizetype BufferedBody = 16 * 1024; // bytes; the copy of a smaller one may stay

void freeUploadBuffer(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, UploadBuffer);
}

} // namespace

EasyHandle CurlMulti::takeEasy()
{
    if (m_spare.empty())
        return makeEasy();
    EasyHandle handle = std::move(m_spare.back());
    m_spare.pop_back();
    return handle;
}

EasyHandle CurlMulti::makeEasy()
{
    EasyHandle handle;
    handle.curl.reset(curl_easy_init());
    CURL *easy = handle.get();
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a name's lookup that hangs is left to its thread; else ours would wait for it
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 128L * 1024); // touched only as far as a read fills it
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, UploadBuffer);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlMulti::onCloseSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    setProxyConstants(easy);
    if (!m_options.extraCaFile.isEmpty()) { // of a TLS proxy and of the upstream alike
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &CurlMulti::onSslContext);
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);
    }
    return handle;
}

void CurlMulti::asking(TransferState *state)
{
    if (state->hasDirectBody())
        m_directBodies.begin(state->easy(), state->body());
    else if (state->body().size() >= BufferedBody)
        m_uploading.push_back(state);
}

// libcurl keeps the copy of a body until its answer has ended, and the memory until its handle ends. Setting the size frees
// both, up to libcurl 8.6; later it changes nothing of a running transfer.
void CurlMulti::giveUploadBuffersBack()
{
    std::erase_if(m_uploading, [](const TransferState *state) {
        const bool isSent = state->isBodySent();
        if (isSent)
            freeUploadBuffer(state->easy());
        return isSent;
    });
}

// Once libcurl has let go of it: whatever it had not sent yet is not sent any more.
void CurlMulti::noLongerUploading(TransferState *state)
{
    if (std::erase(m_uploading, state) > 0)
        freeUploadBuffer(state->easy());
}

CURLcode CurlMulti::onSslContext(CURL *, void *context, void *self)
{
    const QByteArray &file = static_cast<CurlMulti *>(self)->m_options.extraCaFile;
    if (SSL_CTX_load_verify_locations(static_cast<SSL_CTX *>(context), file.constData(), nullptr) == 1)
        return CURLE_OK;
    qCWarning(lcNet) << "the extra CA file can't be read as PEM certificates:" << file;
    return CURLE_SSL_CACERT_BADFILE;
}

} // namespace homeport
