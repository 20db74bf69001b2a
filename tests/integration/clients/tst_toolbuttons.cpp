// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients set up by the window's own buttons: they answer a prompt through Homeport, and are given back what they had.
#include "core/access/keystore.h"
#include "core/relay/relayhost.h"
#include "core/usage/requestlog.h"
#include "tests/integration/clients/homeportwindow.h"
#include "tests/integration/clients/toolclients.h"
#include "tests/support/rawclient.h"
#include "tests/ui/fakes.h" // dumpTexts()
#include "ui/tools/tooldialog.h"

#include <QDir>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr int Patience = 60'000;

struct Asked
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QByteArray all() const { return out + '\n' + err; }
};

} // namespace

class TestToolButtons final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<HomeportWindow> m_homeport;
    Simulator m_own; // the provider that the tools have without Homeport
    QByteArray m_ownKey;
    int m_marks = 0;

    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(there is none)");
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).absolutePath()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    [[nodiscard]] ToolClient client(const QString &id) const
    {
        const QList<ToolClient> all = toolClients(m_own.baseUrl(), m_ownKey);
        return *std::find_if(all.cbegin(), all.cend(), [&id](const ToolClient &one) { return one.id == id; });
    }
    // As npm installs it globally, below a prefix of the user's own.
    void install(const ToolClient &client) const
    {
        write(u".npmrc"_s, "prefix=~/npm\n");
        QVERIFY(QDir().mkpath(path(u"npm/bin"_s)));
        QVERIFY(QFile::link(client.installed, path(u"npm/bin/"_s + client.command)));
        for (auto file = client.files.cbegin(); file != client.files.cend(); ++file)
            write(file.key(), file.value());
        QVERIFY(QDir().mkpath(path(u"project"_s)));
    }
    // Its user types the prompt.
    [[nodiscard]] Asked ask(const ToolClient &client) const
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"PATH"_s, QString(QFileInfo(QStringLiteral(GOOGLE_NODE)).absolutePath() + u":/usr/local/bin:/usr/bin:/bin"_s));
        environment.insert(u"NO_PROXY"_s, u"127.0.0.1,localhost"_s);
        for (const QString &variable : client.variables)
            environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(path(u"project"_s));
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(client.asks.constFirst(), client.asks.sliced(1));
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, Patience)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    [[nodiscard]] QPushButton *rowButton(const ToolClient &client, const QString &name) const
    {
        auto *row = m_homeport->window->findChild<QWidget *>(u"tool_"_s + client.id);
        return row ? row->findChild<QPushButton *>(name) : nullptr;
    }
    // Presses a button of the tool's row, applies what the dialog shows, and leaves the dialog open.
    void press(const ToolClient &client, const QString &button, ToolDialog **dialog)
    {
        QTRY_VERIFY_WITH_TIMEOUT(rowButton(client, button) && rowButton(client, button)->isVisible(), Patience);
        QTest::mouseClick(rowButton(client, button), Qt::LeftButton);
        *dialog = m_homeport->window->findChild<ToolDialog *>();
        QVERIFY(*dialog && (*dialog)->isVisible());
        auto *apply = (*dialog)->findChild<QPushButton *>(u"apply"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(apply->isEnabled(), qPrintable(dumpTexts(*dialog)), Patience);
        QTest::mouseClick(apply, Qt::LeftButton);
        auto *close = (*dialog)->findChild<QPushButton *>(u"close"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(close->text() == u"Close", qPrintable(dumpTexts(*dialog)), Patience);
    }
    void close(ToolDialog *dialog)
    {
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"close"_s), Qt::LeftButton);
        QTRY_VERIFY(!m_homeport->window->findChild<ToolDialog *>());
    }
    [[nodiscard]] QList<RequestRecord> requests() const { return m_homeport->backend->requests().records(); }
    // The list is a quarter of a second behind: once a request that nobody else sends is in it, all before it are.
    void waitForList()
    {
        const QString mark = u"/v1/models/mark-%1"_s.arg(++m_marks);
        const quint16 port = m_homeport->backend->relay().port();
        RawClient nobody(port);
        nobody.send("GET " + mark.toLatin1() + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n");
        const auto listed = [this, &mark] {
            const QList<RequestRecord> all = requests();
            return std::any_of(all.cbegin(), all.cend(),
                               [&mark](const RequestRecord &one) { return one.path == mark && one.status == 401; });
        };
        QTRY_VERIFY(listed());
    }
    [[nodiscard]] bool hasValidKey(const QString &name) const
    {
        const QList<LocalKey> &keys = m_homeport->backend->keys().keys();
        return std::any_of(keys.cbegin(), keys.cend(), [&name](const LocalKey &key) { return key.name == name && !key.isRevoked(); });
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        ToolPlaces places{m_home->path(), {}, {}};
        places.environment.insert(u"HOME"_s, m_home->path());
        places.environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
        m_homeport = std::make_unique<HomeportWindow>(places, QStringLiteral(BUILD_ROOT "/app/homeportctl"));
    }
    void initTestCase()
    {
        QVERIFY(m_own.start());
        m_ownKey = m_own.issueApiKey();
    }
    void cleanup()
    {
        m_homeport.reset();
        m_home.reset();
    }

    void itAnswersAndIsGivenBackWhatItHad_data()
    {
        QTest::addColumn<QString>("tool");
        for (const ToolClient &one : toolClients(m_own.baseUrl(), m_ownKey))
            QTest::newRow(qPrintable(one.id)) << one.id;
    }
    void itAnswersAndIsGivenBackWhatItHad()
    {
        QFETCH(const QString, tool);
        const ToolClient one = client(tool);
        if (!one.missing.isEmpty())
            QSKIP(qPrintable(one.missing));
        QVERIFY2(QFile::exists(one.installed), "run packaging/test --clients");
        install(one);
        QVERIFY(m_homeport->start());
        const qint64 ownBefore = m_own.requestCount(m_ownKey);

        ToolDialog *dialog = nullptr;
        press(one, u"configure"_s, &dialog);
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(dumpTexts(m_homeport->window->findChild<QWidget *>(u"tool_"_s + tool)).contains(one.version), qPrintable(one.version));
        QVERIFY(!dumpTexts(dialog).contains(QString::fromLatin1(m_ownKey)));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"test"_s), Qt::LeftButton);
        QTRY_VERIFY2(dumpTexts(dialog).contains(u"Homeport answers"), qPrintable(dumpTexts(dialog)));
        close(dialog);
        for (auto file = one.files.cbegin(); file != one.files.cend(); ++file)
            QVERIFY2(!one.hasHelper || !read(file.key()).contains("hp_"), qPrintable(file.key()));

        const Asked through = ask(one);
        QVERIFY2(through.exitCode == 0 && through.out.contains("lighthouse keeper"), through.all().constData());
        QCOMPARE(m_own.requestCount(m_ownKey), ownBefore);
        const auto served = [this, &one] {
            const QList<RequestRecord> all = requests();
            return std::any_of(all.cbegin(), all.cend(), [&one](const RequestRecord &request) {
                return request.key == one.name && request.method == u"POST" && request.status == 200;
            });
        };
        QTRY_VERIFY(served());
        const QList<RequestRecord> all = requests();
        for (const RequestRecord &request : all) // with no other key, but for what asks without one
            QVERIFY2(request.key == one.name || request.key.isEmpty(), qPrintable(request.key));
        if (tool == u"claude-code")
            QVERIFY2(QFile::exists(path(u"hook-ran"_s)), "its hook ran");

        press(one, u"restore"_s, &dialog);
        if (QTest::currentTestFailed())
            return;
        close(dialog);
        for (auto file = one.files.cbegin(); file != one.files.cend(); ++file)
            QCOMPARE(read(file.key()), file.value());
        QVERIFY(!hasValidKey(one.name));
        waitForList();
        const qsizetype before = requests().size();
        const Asked own = ask(one);
        QVERIFY2(own.exitCode == 0 && own.out.contains("lighthouse keeper"), own.all().constData());
        QVERIFY(m_own.requestCount(m_ownKey) > ownBefore);
        waitForList();
        QCOMPARE(requests().size(), before + 1); // the mark's
    }
};

} // namespace homeport::test

QTEST_MAIN(homeport::test::TestToolButtons)
#include "tst_toolbuttons.moc"
