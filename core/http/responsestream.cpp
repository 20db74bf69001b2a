// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/responsestream.h"

#include "core/base/headernames.h"
#include "core/http/guardedsocket.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace homeport {

namespace {

QByteArrayView standardReason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 421:
        return "Misdirected Request";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Unknown";
    }
}

// RFC 9110 section 7.6.1: fields that speak of one connection only.
constexpr HeaderNames<8> HopByHop({"connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade",
                                   "proxy-authenticate"});

// -1: none, or none to go by.
qint64 declaredLength(const HeaderBlock &headers)
{
    bool isNumber = false;
    const qint64 length = headers.count("content-length") == 1 ? headers.value("content-length").trimmed().toLongLong(&isNumber) : -1;
    return isNumber && length >= 0 ? length : -1;
}

} // namespace

ResponseStream::ResponseStream(GuardedSocket *socket, bool headOnly, bool http10) : m_socket(socket), m_headOnly(headOnly), m_http10(http10)
{
}

ResponseStream::~ResponseStream()
{
    if (!m_finished)
        abort();
}

bool ResponseStream::isOpen() const
{
    return m_socket && !m_finished && m_socket->isConnected();
}

qint64 ResponseStream::bytesToWrite() const
{
    return m_socket ? m_socket->pendingBytes() : m_lostBytes;
}

void ResponseStream::writeHead(int status, QByteArrayView reason, const HeaderBlock &headers)
{
    Q_ASSERT(!m_headWritten);
    m_headWritten = true;
    if (!isOpen())
        return;
    const bool bodiless = status == 204 || status == 304;
    const bool namesFields = headers.namesConnectionFields();
    const auto isOfOneHop = [&](QByteArrayView name) {
        return HopByHop.contains(name) || (namesFields && headers.listHas("connection", name));
    };
    // Beside a transfer-encoding a length means nothing (RFC 9112 section 6.3), and that encoding ended at the hop before.
    m_due = headers.contains("transfer-encoding") || isOfOneHop("content-length") ? -1 : declaredLength(headers);
    const bool hasLength = m_due >= 0;
    m_chunked = !hasLength && !bodiless && !m_http10 && !m_headOnly;
    if (m_http10 && !hasLength && !bodiless)
        m_socket->closeAfterResponse();
    std::string head;
    head.reserve(1024);
    const auto add = [&head](QByteArrayView text) { head.append(text.data(), static_cast<std::size_t>(text.size())); };
    add("HTTP/1.1 ");
    std::array<char, 12> digits{};
    add(QByteArrayView(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), status).ptr));
    add(" ");
    add(reason.isEmpty() ? standardReason(status) : reason);
    add("\r\n");
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        if (isOfOneHop(field.name) || (!hasLength && HeaderBlock::sameName(field.name, "content-length")))
            continue;
        add(field.name);
        add(": ");
        add(field.value);
        add("\r\n");
    }
    if (m_chunked)
        add("Transfer-Encoding: chunked\r\n");
    if (m_socket->closesAfterResponse())
        add("Connection: close\r\n");
    add("\r\n");
    m_headOnly = m_headOnly || bodiless;
    const QByteArrayView lines(head.data(), static_cast<qsizetype>(head.size()));
    if (m_tap)
        m_tap->headSent(lines);
    m_socket->queue(lines);
}

void ResponseStream::write(QByteArrayView chunk)
{
    if (m_due >= 0)
        chunk = chunk.first(std::min<qsizetype>(chunk.size(), m_due)); // what is more would be read as the next answer
    if (!isOpen() || m_headOnly || chunk.isEmpty())
        return;
    m_due -= m_due >= 0 ? chunk.size() : 0;
    if (m_tap)
        m_tap->bodySent(chunk);
    if (m_chunked) {
        std::array<char, 24> size{};
        char *end = std::to_chars(size.data(), size.data() + 16, chunk.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        m_socket->queue(QByteArrayView(size.data(), end), chunk, "\r\n");
    } else {
        m_socket->queue(chunk);
    }
    if (!m_corked && m_socket)
        m_socket->flush();
}

void ResponseStream::flush()
{
    if (isOpen())
        m_socket->flush();
}

void ResponseStream::finish()
{
    if (!isOpen())
        return;
    if (m_due > 0 && !m_headOnly)
        return abort(); // the next answer would be read as the rest of this one
    if (m_chunked)
        m_socket->queue("0\r\n\r\n");
    m_finished = true;
    if (GuardedSocket *socket = std::exchange(m_socket, nullptr))
        socket->responseFinished();
}

void ResponseStream::abort()
{
    if (!m_socket || m_finished)
        return;
    m_finished = true;
    GuardedSocket *socket = std::exchange(m_socket, nullptr);
    socket->forget(this);
    // Close-delimited bodies need a reset: an orderly end would look complete.
    if (m_http10)
        socket->breakConnection(true);
    else
        socket->drainAndClose();
}

void ResponseStream::socketGone(qint64 lostBytes)
{
    m_socket = nullptr;
    m_lostBytes = lostBytes;
    if (m_watcher)
        m_watcher->clientGone(); // may delete this
}

void ResponseStream::socketDrained()
{
    if (m_watcher)
        m_watcher->drained();
}

void ResponseStream::send(int status, QByteArrayView contentType, QByteArrayView body, const HeaderBlock &extra)
{
    HeaderBlock headers;
    if (!contentType.isEmpty())
        headers.append("Content-Type", contentType);
    headers.append("Content-Length", QByteArray::number(body.size()));
    for (qsizetype i = 0; i < extra.size(); ++i)
        headers.append(extra.at(i).name, extra.at(i).value);
    m_corked = true;
    writeHead(status, {}, headers);
    write(body);
    finish();
}

} // namespace homeport
