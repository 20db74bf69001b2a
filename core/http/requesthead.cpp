// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requesthead.h"

#include "core/base/requesttarget.h"

#include <algorithm>
#include <charconv>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isMethod(QByteArrayView method)
{
    return !method.isEmpty() && method.size() <= 32 && std::all_of(method.begin(), method.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

// Tools behind HTTP_PROXY send "POST http://127.0.0.1:8642/v1/messages": reduce that to origin form.
bool splitTarget(QByteArrayView target, RequestHead *head)
{
    if (target.startsWith('/')) {
        head->target = target.toByteArray();
        return true;
    }
    constexpr QByteArrayView scheme = "http://";
    if (target.size() <= scheme.size() || !HeaderBlock::sameName(target.first(scheme.size()), scheme))
        return false;
    const QByteArrayView rest = target.sliced(scheme.size());
    const qsizetype slash = rest.indexOf('/');
    head->authority = (slash < 0 ? rest : rest.first(slash)).toByteArray();
    head->target = slash < 0 ? QByteArray("/") : rest.sliced(slash).toByteArray();
    return !head->authority.isEmpty() && !head->authority.contains('@') && !head->authority.contains('?');
}

bool parseRequestLine(QByteArrayView line, RequestHead *head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return false;
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    head->http10 = version == "HTTP/1.0";
    head->method = method == "POST" ? QByteArrayLiteral("POST") : method.toByteArray(); // nearly all: needs no memory
    return (head->http10 || version == "HTTP/1.1") && isMethod(method) && isRequestTarget(target) && splitTarget(target, head);
}

// Not QByteArrayView::indexOf(): it builds a table of 256 entries first, for every head.
qsizetype endOfLine(QByteArrayView bytes)
{
    const std::size_t found = std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())).find("\r\n");
    return found == std::string_view::npos ? -1 : static_cast<qsizetype>(found);
}

bool parseLength(QByteArrayView text, qsizetype *length)
{
    if (text.isEmpty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    return std::from_chars(text.data(), text.data() + text.size(), *length).ec == std::errc();
}

} // namespace

qsizetype endOfHead(QByteArrayView bytes, qsizetype from)
{
    // std::string_view: see endOfLine().
    const std::string_view text(bytes.data(), static_cast<std::size_t>(bytes.size()));
    const std::size_t found = text.find("\r\n\r\n", static_cast<std::size_t>(std::max<qsizetype>(0, from - 3)));
    return found == std::string_view::npos ? -1 : static_cast<qsizetype>(found + 4);
}

std::variant<RequestHead, Refusal> parseRequestHead(QByteArrayView bytes)
{
    RequestHead head;
    const qsizetype lineEnd = endOfLine(bytes);
    if (lineEnd < 0 || !parseRequestLine(bytes.first(lineEnd), &head))
        return Refusal{400, u"The request line is not valid HTTP/1.1."_s};
    auto headers = HeaderBlock::parse(bytes.sliced(lineEnd + 2, bytes.size() - lineEnd - 4));
    if (!headers)
        return Refusal{400, u"A header field is malformed."_s};
    head.headers = std::move(*headers);

    const QByteArrayView coding = head.headers.value("transfer-encoding");
    const QByteArrayView length = head.headers.value("content-length");
    if (!coding.isNull()) {
        if (!length.isNull() || head.http10 || head.headers.count("transfer-encoding") != 1)
            return Refusal{400, u"Transfer-Encoding together with Content-Length, or twice, is refused."_s};
        if (!HeaderBlock::sameName(coding, "chunked"))
            return Refusal{501, u"Only the transfer coding 'chunked' is supported."_s};
        head.chunked = true;
    } else if (!length.isNull()) {
        if (head.headers.count("content-length") != 1 || !parseLength(length, &head.contentLength))
            return Refusal{400, u"Content-Length is not one decimal number."_s};
    }
    const QByteArrayView connection = head.headers.value("connection");
    if (connection.isEmpty() || HeaderBlock::sameName(connection, "keep-alive"))
        head.keepAlive = !head.http10 || !connection.isEmpty();
    else
        head.keepAlive = connection.toByteArray().toLower().contains(head.http10 ? "keep-alive" : "close") == head.http10;
    head.expectContinue = !head.http10 && HeaderBlock::sameName(head.headers.value("expect"), "100-continue");
    return head;
}

} // namespace homeport
