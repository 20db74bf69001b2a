// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpengine.h"
#include "core/providers/profile.h"
#include "tests/support/await.h"

#include <QTcpSocket>
#include <QUrl>

namespace homeport::test {

// OpenRouter's way of signing in, at the simulator.
inline SignInProfile openRouterProfile(const QString &base)
{
    SignInProfile profile;
    profile.flavor = SignInProfile::Flavor::OpenRouter;
    profile.authorizeUrl = base + QStringLiteral("/auth");
    profile.tokenUrl = base + QStringLiteral("/api/v1/auth/keys");
    profile.jsonBody = true;
    return profile;
}

// A person with a browser: sends the fields a browser sends, answers the approval page, follows the redirect.
class Browser final
{
public:
    [[nodiscard]] HttpResponse get(const QByteArray &url, QByteArrayView site = "none")
    {
        return go("GET", url, {}, {{"Sec-Fetch-Site", site}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "document"}});
    }

    // From the authorize URL to the redirect's address, which is not opened yet.
    [[nodiscard]] QByteArray decide(const QUrl &authorizeUrl, const QByteArray &decision = "approve")
    {
        const HttpResponse page = get(authorizeUrl.toEncoded());
        const QByteArray marker = "name=\"request\" value=\"";
        const qsizetype begin = page.body.indexOf(marker) + marker.size();
        const QByteArray request = page.body.mid(begin, page.body.indexOf('"', begin) - begin);
        const QByteArray origin = authorizeUrl.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery);
        const HttpResponse answer = go("POST", origin + "/oauth/approve", "request=" + request + "&decision=" + decision,
                                       {{"Origin", origin},
                                        {"Sec-Fetch-Site", "same-origin"},
                                        {"Sec-Fetch-Mode", "navigate"},
                                        {"Content-Type", "application/x-www-form-urlencoded"}});
        return answer.headers.value("location").toByteArray();
    }

    [[nodiscard]] HttpResponse go(const QByteArray &method, const QByteArray &url, const QByteArray &body,
                                  std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> fields)
    {
        TransferRequest request;
        request.method = method;
        request.url = url;
        request.body = body;
        for (const auto &[name, value] : fields)
            request.headers.append(name, value);
        const auto response = testing::await(m_engine.fetch(request));
        return response ? *response : HttpResponse{};
    }

private:
    HttpEngine m_engine{HttpEngine::Options{}};
};

// True when a connection to either loopback address is accepted.
[[nodiscard]] inline bool isListening(quint16 port)
{
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(address), port);
        if (socket.waitForConnected(2000))
            return true;
    }
    return false;
}

} // namespace homeport::test
