// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/directbodies.h"

#include "core/net/socketwatch.h"

#include <algorithm>

namespace homeport {

bool DirectBodies::suits(const TransferRequest &request)
{
    return request.body.size() >= LargeBody && request.method != "HEAD" && !request.proxy
           && QByteArrayView(request.url).first(std::min<qsizetype>(7, request.url.size())).compare("http://", Qt::CaseInsensitive) == 0;
}

void DirectBodies::begin(CURL *easy, const QByteArray &body)
{
    remove(easy);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L); // looked at when the transfer ends
    m_bodies.push_back({easy, body});
}

void DirectBodies::answerAwaited(CURL *easy, SocketWatch &watch)
{
    const auto found = std::ranges::find(m_bodies, easy, &Body::easy);
    if (found != m_bodies.end() && found->isNew)
        found->watch = &watch;
}

void DirectBodies::closed(const SocketWatch &watch)
{
    for (Body &body : m_bodies) {
        if (body.watch == &watch)
            body.watch = nullptr;
    }
}

void DirectBodies::writeNew()
{
    if (m_bodies.empty())
        return;
    for (Body &body : m_bodies) {
        if (body.isNew && body.watch)
            write(body);
    }
    dropWritten();
}

bool DirectBodies::writeOn(const SocketWatch &watch)
{
    const auto found = std::ranges::find_if(m_bodies, [&watch](const Body &body) { return body.watch == &watch; });
    if (found == m_bodies.end())
        return false;
    write(*found);
    dropWritten();
    return true;
}

bool DirectBodies::hasBroken(CURL *easy) const
{
    return std::ranges::any_of(m_bodies, [easy](const Body &body) { return body.easy == easy && body.isBroken; });
}

void DirectBodies::remove(CURL *easy)
{
    const auto found = std::ranges::find(m_bodies, easy, &Body::easy);
    if (found == m_bodies.end())
        return;
    if (found->watch)
        found->watch->setSending(false);
    m_bodies.erase(found);
}

void DirectBodies::write(Body &body)
{
    body.isNew = false;
    const qsizetype taken = body.watch->send(QByteArrayView(body.bytes).sliced(body.written));
    body.written += std::max<qsizetype>(0, taken);
    body.isBroken = taken == SocketWatch::Broken;
    const bool isWhole = body.written == body.bytes.size();
    if (isWhole)
        curl_easy_setopt(body.easy, CURLOPT_FORBID_REUSE, 0L);
    const bool goesOn = !isWhole && taken >= 0;
    body.watch->setSending(goesOn);
    if (!goesOn)
        body.watch = nullptr;
}

void DirectBodies::dropWritten()
{
    std::erase_if(m_bodies, [](const Body &body) { return body.written == body.bytes.size(); });
}

} // namespace homeport
