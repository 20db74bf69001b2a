// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/filelimit.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// "homeportctl tools" in a home folder of its own, with a real homeport and without one.
class TestToolsProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;

    struct Home
    {
        explicit Home(const HomeportProcess &process) : homeport(process), folder(process.file(u"home"_s))
        {
            QDir().mkpath(folder + u"/bin"_s);
        }

        [[nodiscard]] Finished tools(const QStringList &arguments, bool json = false) const
        {
            QStringList all{u"--state-dir"_s, homeport.stateDir()};
            if (json)
                all << u"--json"_s;
            return run(u"homeportctl"_s, all + QStringList{u"tools"_s} + arguments, {},
                       {u"HOME="_s + folder, u"PATH="_s + folder + u"/bin:/usr/bin:/bin"_s, u"HTTP_PROXY="_s, u"http_proxy="_s,
                        u"ALL_PROXY="_s, u"all_proxy="_s, u"ANTHROPIC_API_KEY="_s, u"ANTHROPIC_AUTH_TOKEN="_s});
        }
        [[nodiscard]] QJsonObject json(const QStringList &arguments) const
        {
            return QJsonDocument::fromJson(tools(arguments, true).out).object();
        }
        [[nodiscard]] QByteArray read(const QString &name) const
        {
            QFile file(folder + u'/' + name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        void write(const QString &name, const QByteArray &content, bool executable = false) const
        {
            QFile file(folder + u'/' + name);
            QDir().mkpath(QFileInfo(file).absolutePath());
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("can't write");
            if (executable)
                file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        }

        const HomeportProcess &homeport;
        QString folder;
    };

    [[nodiscard]] static QString stateOf(const QJsonObject &list, const QString &id)
    {
        for (const QJsonValue &tool : list["tools"_L1].toArray())
            if (tool["id"_L1].toString() == id)
                return tool["state"_L1].toString();
        return {};
    }

    [[nodiscard]] static QStringList validKeys(const HomeportProcess &homeport)
    {
        QStringList names;
        for (const QJsonValue &key : QJsonDocument::fromJson(homeport.ctl({u"--json"_s, u"keys"_s, u"list"_s}).out)["keys"_L1].toArray()) {
            if (key["revoked_at"_L1].isNull())
                names << key["name"_L1].toString();
        }
        return names;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void claudeCodeComesAndGoes()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QVERIFY(homeport.addAccount(m_provider.baseUrl(), m_provider.issueApiKey()));
        const Home home(homeport);
        const QByteArray before = "{\n  // mine\n  \"hooks\": {}\n}\n";
        home.write(u".claude/settings.json"_s, before);
        home.write(u"bin/claude"_s, "#!/bin/sh\necho '2.1.330 (Claude Code)'\n", true);
        QCOMPARE(stateOf(home.json({u"list"_s}), u"claude-code"_s), u"installed"_s);

        const Finished dry = home.tools({u"configure"_s, u"claude-code"_s, u"--dry-run"_s});
        QVERIFY2(dry.exitCode == 0 && dry.out.contains("+   \"env\": {"), QByteArray(dry.out + dry.err).constData());
        QCOMPARE(home.read(u".claude/settings.json"_s), before);
        QVERIFY(!homeport.ctl({u"keys"_s, u"list"_s}).out.contains("Claude Code"));

        const Finished done = home.tools({u"configure"_s, u"claude-code"_s});
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const QJsonObject shown = home.json({u"show"_s, u"claude-code"_s})["tools"_L1][0].toObject();
        QCOMPARE(shown["state"_L1].toString(), u"configured"_s);
        QCOMPARE(shown["version"_L1].toString(), u"2.1.330"_s);
        QVERIFY(home.tools({u"configure"_s, u"claude-code"_s}).out.contains("set up already"));

        // No key is in the file; the command that is there prints one that serves.
        const QByteArray text = home.read(u".claude/settings.json"_s);
        QVERIFY(text.contains("// mine") && !text.contains("hp_"));
        QByteArray plain = text;
        plain.replace("// mine", "");
        const QString helper = QJsonDocument::fromJson(plain).object()["apiKeyHelper"_L1].toString();
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, helper});
        QVERIFY(QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, 20'000));
        const QByteArray key = shell.readAllStandardOutput().trimmed();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QVERIFY(home.tools({u"test"_s, u"claude-code"_s}).out.contains("Claude Code: answered in "));

        QCOMPARE(home.tools({u"restore"_s, u"claude-code"_s}).exitCode, 0);
        QCOMPARE(home.read(u".claude/settings.json"_s), before);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 401);
        QCOMPARE(home.tools({u"test"_s, u"claude-code"_s}).exitCode, 1);
    }

    // A restart, another port: the key is the same, the address is told, and configuring writes the new one.
    void theKeyOutlivesAStart()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        const QByteArray key = home.tools({u"key"_s, u"codex"_s}).out;
        QVERIFY(key.startsWith("hp_") && key.size() == 47);
        QCOMPARE(homeport.ctl({u"vault"_s, u"rotate"_s}).exitCode, 0);
        QCOMPARE(home.tools({u"key"_s, u"codex"_s}).out, key);
        QVERIFY(homeport.terminate());
        const Finished stopped = home.tools({u"key"_s, u"codex"_s});
        QCOMPARE(stopped.exitCode, 4);
        QVERIFY(stopped.out.isEmpty() && stopped.err.contains("Homeport is not running"));
        QCOMPARE(home.tools({u"test"_s, u"codex"_s}).exitCode, 4);
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QCOMPARE(home.tools({u"key"_s, u"codex"_s}).out, key);
        QVERIFY(home.tools({u"test"_s, u"codex"_s}).out.contains("configure it again"));
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        QVERIFY(home.read(u".codex/config.toml"_s).contains(QByteArray(homeport.ready()["base_url"_L1].toString().toUtf8() + "/v1\"")));
        QCOMPARE(home.tools({u"key"_s, u"codex"_s}).out, key);
    }

    void allIsRestoredWithoutHomeport()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        home.write(u".gemini/.env"_s, "GEMINI_API_KEY=my-own-secret\n");
        QVERIFY(!home.tools({u"configure"_s, u"gemini-cli"_s}).out.contains("my-own-secret"));
        QCOMPARE(home.tools({u"configure"_s, u"claude-code"_s}).exitCode, 0);
        QCOMPARE(home.tools({u"configure"_s, u"vscode"_s}).exitCode, 1); // wants --model
        QVERIFY(homeport.terminate());
        home.write(u".claude/settings.json"_s, "{ broken");
        const Finished half = home.tools({u"restore"_s, u"--all"_s});
        QCOMPARE(half.exitCode, 1);
        QVERIFY2(half.out.contains("claude-code could not be restored") && half.out.contains("Gemini CLI is as it was"),
                 half.out.constData());
        QVERIFY(half.out.contains("stays valid: homeportctl keys revoke "));
        QCOMPARE(home.read(u".gemini/.env"_s), QByteArray("GEMINI_API_KEY=my-own-secret\n"));
        home.write(u".claude/settings.json"_s, "{}");
        QCOMPARE(home.tools({u"restore"_s, u"--all"_s}).exitCode, 0);
        QCOMPARE(home.tools({u"restore"_s, u"--all"_s}).out, QByteArray("no tool is set up\n"));
    }

    // A number that was written down may be another key's since a backup was restored; the tool's own key is found all the same.
    void onlyTheToolsOwnKeyIsRevoked()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        const QJsonValue mine = QJsonDocument::fromJson(
            homeport.ctl({u"--json"_s, u"keys"_s, u"create"_s, u"--name"_s, u"mine"_s}).out)["key"_L1];
        QFile records(homeport.stateDir() + u"/tools.json"_s);
        QVERIFY(records.open(QIODevice::ReadWrite));
        QJsonObject all = QJsonDocument::fromJson(records.readAll()).object();
        QJsonObject codex = all["tools"_L1][0].toObject();
        QVERIFY(codex["key_id"_L1].toInteger() > 0 && codex["key_id"_L1] != mine["id"_L1]);
        codex["key_id"_L1] = mine["id"_L1];
        all["tools"_L1] = QJsonArray{codex};
        QVERIFY(records.resize(0) && records.seek(0) && records.write(QJsonDocument(all).toJson()) > 0);
        records.close();
        QCOMPARE(home.tools({u"restore"_s, u"codex"_s}).exitCode, 0);
        QCOMPARE(validKeys(homeport), QStringList{u"mine"_s});
    }

    void aKeyThatCanNotBeRevokedIsTold()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        QCOMPARE(homeport.ctl({u"vault"_s, u"lock"_s}).exitCode, 0);
        const Finished restored = home.tools({u"restore"_s, u"codex"_s});
        QVERIFY2(restored.out.contains("The key of Codex CLI could not be revoked (The vault is locked"), restored.out.constData());
        QCOMPARE(validKeys(homeport), QStringList{u"Codex CLI"_s});
    }

    // Another program sets tools up at that moment: what was made for nothing goes again.
    void aKeyForNothingIsRevoked()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        QLockFile lock(homeport.stateDir() + u"/tools.lock"_s);
        QVERIFY(lock.tryLock(0));
        const Finished refused = home.tools({u"configure"_s, u"codex"_s});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("is setting tools up"), refused.err.constData());
        QVERIFY(home.read(u".codex/config.toml"_s).isEmpty());
        QCOMPARE(validKeys(homeport), QStringList());
        lock.unlock();
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        QCOMPARE(validKeys(homeport), QStringList{u"Codex CLI"_s});
    }

    // Neither the record of the change can be finished nor the former one written again: it stays, and the tool's key is the one it names.
    void aKeyThatIsRecordedIsNotRevoked()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Home home(homeport);
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        const QJsonArray keys = QJsonDocument::fromJson(homeport.ctl({u"--json"_s, u"keys"_s, u"list"_s}).out)["keys"_L1].toArray();
        QCOMPARE(homeport.ctl({u"keys"_s, u"revoke"_s, QString::number(keys.last()["id"_L1].toInteger())}).exitCode, 0);
        QCOMPARE(validKeys(homeport), QStringList());
        const qint64 whole = QFileInfo(homeport.stateDir() + u"/tools.json"_s).size();
        Finished full;
        {
            const FileLimit limit(whole - 1); // enough for the one that begins the change: it is a byte shorter
            full = home.tools({u"configure"_s, u"codex"_s});
        }
        QCOMPARE(full.exitCode, 1);
        QVERIFY2(full.err.contains("tools.json can't be written"), full.err.constData());
        QCOMPARE(validKeys(homeport), QStringList{u"Codex CLI"_s});
        QVERIFY(home.tools({u"key"_s, u"codex"_s}).out.startsWith("hp_"));
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 0);
        QCOMPARE(validKeys(homeport), QStringList{u"Codex CLI"_s});
    }

    void usageAndLines()
    {
        HomeportProcess homeport;
        const Home home(homeport);
        QCOMPARE(home.tools({u"configure"_s}).exitCode, 2);
        QCOMPARE(home.tools({u"restore"_s}).exitCode, 2);
        QCOMPARE(home.tools({u"restore"_s, u"codex"_s, u"--all"_s}).exitCode, 2);
        QCOMPARE(home.tools({u"show"_s, u"nothing"_s}).exitCode, 1);
        QCOMPARE(home.tools({u"configure"_s, u"codex"_s}).exitCode, 4);
        QCOMPARE(home.tools({u"restore"_s, u"codex"_s}).exitCode, 1);
        const Finished lines = home.tools({u"lines"_s});
        QCOMPARE(lines.exitCode, 0);
        QVERIFY(lines.out.contains("export OPENAI_BASE_URL=http://127.0.0.1:8642/v1\n"));
        QVERIFY(home.tools({u"list"_s}).out.contains("not installed"));
    }
};

QTEST_GUILESS_MAIN(TestToolsProcess)
#include "tst_tools_process.moc"
