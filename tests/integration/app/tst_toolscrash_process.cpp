// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Claude = "{\n  // mine\n  \"hooks\": {}\n}\n";
const QByteArray Codex = "# mine\nmodel = \"gpt-5\"\n";

} // namespace

// Homeport is killed while tools are set up for it: they can be given back what they had at once, and the next start says so.
class TestToolsCrashProcess final : public QObject
{
    Q_OBJECT

    std::unique_ptr<HomeportProcess> m_homeport;

    [[nodiscard]] QString path(const QString &name) const { return m_homeport->file(u"home/"_s + name); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    [[nodiscard]] Finished tools(const QStringList &arguments) const
    {
        return run(u"homeportctl"_s, QStringList{u"--state-dir"_s, m_homeport->stateDir(), u"tools"_s} + arguments, {},
                   {u"HOME="_s + m_homeport->file(u"home"_s), u"HTTP_PROXY="_s, u"http_proxy="_s, u"ALL_PROXY="_s, u"all_proxy="_s});
    }
    [[nodiscard]] QJsonObject lastRun() const
    {
        return QJsonDocument::fromJson(m_homeport->ctl({u"status"_s, u"--json"_s}).out)["last_run"_L1].toObject();
    }
    [[nodiscard]] bool isRunning() const { return QFile::exists(QString(m_homeport->stateDir() + u"/homeport.running"_s)); }
    void start() { QVERIFY2(m_homeport->start(m_homeport->keyFileVault()), m_homeport->err().constData()); }
    void kill()
    {
        m_homeport->process().kill();
        QVERIFY(m_homeport->waitForEnd());
        QVERIFY(isRunning());
    }
    void setUpTools()
    {
        write(u".claude/settings.json"_s, Claude);
        write(u".codex/config.toml"_s, Codex);
        for (const QString &tool : {u"claude-code"_s, u"codex"_s, u"gemini-cli"_s}) {
            const Finished done = tools({u"configure"_s, tool});
            QVERIFY2(done.exitCode == 0, done.err.constData());
        }
    }
    // The database under another name, and one that is none in its place; or back.
    void swapDatabase(bool away) const
    {
        const QDir folder(m_homeport->stateDir());
        if (!away)
            QVERIFY(QFile::remove(folder.filePath(u"homeport.db"_s)));
        for (const QString &name : folder.entryList({away ? u"homeport.db*"_s : u"aside-*"_s}, QDir::Files)) {
            const QString other = away ? QString(u"aside-"_s + name) : name.sliced(6);
            QVERIFY(QFile::rename(folder.filePath(name), folder.filePath(other)));
        }
        QFile file(folder.filePath(u"homeport.db"_s));
        if (away)
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no database, whatever it is called") > 0);
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<HomeportProcess>();
        QVERIFY(QDir().mkpath(path(u"bin"_s)));
        start();
    }
    void cleanup() { m_homeport.reset(); }

    void aRunThatEndsIsNoCrash()
    {
        setUpTools();
        QVERIFY(isRunning());
        QCOMPARE(lastRun(), (QJsonObject{{u"ended"_s, true}, {u"stranded_tools"_s, QJsonArray()}}));
        // A second start of the same folder says nothing of the one that runs.
        const Finished second = run(u"homeport"_s, {u"--headless"_s, u"--state-dir"_s, m_homeport->stateDir()});
        QCOMPARE(second.exitCode, 3);
        QVERIFY(isRunning());
        QVERIFY(m_homeport->terminate());
        QVERIFY(!isRunning());
        start();
        QVERIFY(lastRun()["ended"_L1].toBool());
        QVERIFY(!m_homeport->err().contains("did not end"));
    }

    void theNextStartTellsOfToolsThatAreSetUp()
    {
        setUpTools();
        kill();
        start();
        const QByteArray log = m_homeport->err();
        QVERIFY2(log.count("did not end in order") == 1 && log.contains("claude-code, codex, gemini-cli"), log.constData());
        QCOMPARE(lastRun(),
                 (QJsonObject{{u"ended"_s, false}, {u"stranded_tools"_s, QJsonArray{u"claude-code"_s, u"codex"_s, u"gemini-cli"_s}}}));
        const QByteArray text = m_homeport->ctl({u"status"_s}).out;
        QVERIFY2(text.contains("set up for Homeport: claude-code, codex, gemini-cli. ")
                     && text.contains("homeportctl tools restore --all\n"),
                 text.constData());
        QCOMPARE(tools({u"restore"_s, u"codex"_s}).exitCode, 0);
        QCOMPARE(lastRun()["stranded_tools"_L1].toArray(), (QJsonArray{u"claude-code"_s, u"gemini-cli"_s}));
        QVERIFY(m_homeport->terminate());
        start(); // told once
        QCOMPARE(lastRun(), (QJsonObject{{u"ended"_s, true}, {u"stranded_tools"_s, QJsonArray()}}));
    }

    void aStartThatFailsLeavesItToTheNext()
    {
        setUpTools();
        kill();
        swapDatabase(true);
        QVERIFY(m_homeport->startOnly(m_homeport->keyFileVault()) && m_homeport->waitForEnd());
        QCOMPARE(m_homeport->process().exitCode(), 1);
        QVERIFY(!m_homeport->err().contains("did not end"));
        swapDatabase(false);
        start();
        QVERIFY(!lastRun()["ended"_L1].toBool());
    }

    void withoutToolsThereIsNothingToDo()
    {
        kill();
        start();
        QCOMPARE(lastRun(), (QJsonObject{{u"ended"_s, false}, {u"stranded_tools"_s, QJsonArray()}}));
        QVERIFY(!m_homeport->ctl({u"status"_s}).out.contains("last run"));
        QVERIFY(!m_homeport->err().contains("set up for Homeport"));
    }

    // Nothing runs, the socket of the killed one lies there still.
    void allIsRestoredAfterAKill()
    {
        setUpTools();
        QVERIFY(read(u".claude/settings.json"_s) != Claude);
        kill();
        const Finished restored = tools({u"restore"_s, u"--all"_s});
        QVERIFY2(restored.exitCode == 0, QByteArray(restored.out + restored.err).constData());
        QVERIFY(restored.out.contains("stays valid: homeportctl keys revoke "));
        QCOMPARE(read(u".claude/settings.json"_s), Claude);
        QCOMPARE(read(u".codex/config.toml"_s), Codex);
        QVERIFY(!QFile::exists(path(u".gemini"_s)));
        QVERIFY(isRunning());
        start();
        QCOMPARE(lastRun(), (QJsonObject{{u"ended"_s, false}, {u"stranded_tools"_s, QJsonArray()}}));
    }
};

QTEST_GUILESS_MAIN(TestToolsCrashProcess)
#include "tst_toolscrash_process.moc"
