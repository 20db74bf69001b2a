// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/routes.h"

#include <QTest>

using namespace homeport;

class TestRoutes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesOnlyWhatItNames_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<RouteKind>("kind");
        const auto row = [](const char *method, const char *path, RouteKind kind) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(method), QLatin1String(path))))
                << QByteArray(method) << QByteArray(path) << kind;
        };
        row("POST", "/v1/messages", RouteKind::Forward);
        row("POST", "/v1/messages/count_tokens", RouteKind::Forward);
        row("POST", "/v1/messages/", RouteKind::Unknown);
        row("POST", "/v1/messages/batches", RouteKind::Unknown);
        row("GET", "/v1/messages", RouteKind::WrongMethod);
        row("post", "/v1/messages", RouteKind::WrongMethod);
        row("GET", "/v1/models", RouteKind::Forward);
        row("GET", "/v1/models/claude-opus-4.5", RouteKind::Forward);
        row("GET", "/v1/models/vendor_model~1:free", RouteKind::Forward);
        row("GET", "/v1/models/vendor%3Afree@2026", RouteKind::Forward);
        row("GET", "/v1/models/...", RouteKind::Forward);
        row("POST", "/v1/models/claude-x", RouteKind::WrongMethod);
        row("GET", "/health", RouteKind::Health);
        row("HEAD", "/", RouteKind::Probe);
        row("GET", "/v1/files", RouteKind::Unknown);
        for (const char *path : {"/.well-known/oauth-authorization-server", "/oauth/device_authorization", "/oauth/token", "/oauth/revoke",
                                 "/device", "/managed/settings", "/v1/metrics", "/v1/logs", "/v1/traces"}) {
            row("GET", path, RouteKind::Gateway); // which method it takes is its own to say
            row("POST", path, RouteKind::Gateway);
            row("GET", QByteArray(QByteArray(path) + '/').constData(), RouteKind::Unknown);
        }
        for (const char *path : {"/homeport/usage", "/homeport/metrics"}) {
            row("GET", path, RouteKind::Usage); // which method it takes is its own to say
            row("POST", path, RouteKind::Usage);
            row("GET", QByteArray(QByteArray(path) + '/').constData(), RouteKind::Unknown);
        }
        row("GET", "/homeport", RouteKind::Unknown);
        row("POST", "/oauth/authorize", RouteKind::Unknown);
        // The path goes upstream as it is: what would lead elsewhere there must not pass here.
        for (const char *id : {"",           ".",          "..",     "../files",     "../../v1/files", "a/../../files", "a/b",
                               "a/",         "/a",         "%2e%2e", "%2E%2E/files", ".%2e",           "%2E.",          "a%2eb",
                               "..%2ffiles", "..%2Ffiles", "a%5c..", "..\\files",    "..%5C",          "%252e%252e",    "..;",
                               "..;x",       "a#b",        "a%",     "a%2",          "a%zz",           "a?b",           "a\xc3\xbc"})
            row("GET", QByteArray("/v1/models/" + QByteArray(id)).constData(), RouteKind::Unknown);
    }

    void servesOnlyWhatItNames()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QTEST(routeOf(method, path), "kind");
    }
};

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
