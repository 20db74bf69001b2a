// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"

#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestControlClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Somebody listens and never says a word.
    void aSilentHomeportIsGivenUp()
    {
        const QTemporaryDir folder;
        QLocalServer server;
        QVERIFY(server.listen(folder.filePath(u"s"_s)));
        ControlClient client(folder.filePath(u"s"_s));
        client.setLimit(std::chrono::milliseconds(50));
        std::optional<Result<QJsonObject>> answer;
        connect(&client, &ControlClient::finished, this, [&answer](const Result<QJsonObject> &result) { answer.emplace(result); });
        client.send({u"status"_s, {}});
        QTRY_VERIFY(answer);
        QVERIFY(!*answer);
        QCOMPARE(answer->error().code, Error::Code::Unavailable);
    }
};

QTEST_GUILESS_MAIN(TestControlClient)
#include "tst_controlclient.moc"
