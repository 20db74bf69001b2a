// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/clientfilereader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

class TestClientFileReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheConsoleHandsOut()
    {
        write("{\"installed\":{\"client_id\":\"the-id\",\"client_secret\":\"the-secret\",\"project_id\":\"the-project\"}}");
        const auto file = readClientFile(path());
        QVERIFY(file);
        QCOMPARE(file->clientId, u"the-id"_s);
        QCOMPARE(file->projectId, u"the-project"_s);
        QVERIFY(file->clientSecret->reveal([](QByteArrayView v) { return v == "the-secret"; }));
    }

    void refusesWhatCannotBeOne_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("too big") << QByteArray(65 * 1024, ' ');
        QTest::newRow("binary") << QByteArray(200, '\1');
        QTest::newRow("empty") << QByteArray();
    }
    void refusesWhatCannotBeOne()
    {
        QFETCH(const QByteArray, content);
        write(content);
        const auto file = readClientFile(path());
        QVERIFY(!file);
        QCOMPARE(file.error().code, Error::Code::Invalid);
        QVERIFY(file.error().detail.endsWith(u'.'));
    }

    void aFolderAndAMissingFileAreNamed()
    {
        const auto folder = readClientFile(m_folder.path());
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, Error::Code::Invalid);
        const auto missing = readClientFile(m_folder.filePath(u"nothing.json"_s));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        QVERIFY(missing.error().detail.contains(u"nothing.json"));
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"client_secret_1.json"_s); }
    void write(const QByteArray &content)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClientFileReader)
#include "tst_clientfilereader.moc"
