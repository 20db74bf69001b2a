// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tools set up by the window's own service: a real backend, a home folder with real configuration files.
#include "app/window/toolsadapter.h"
#include "core/access/keystore.h"
#include "tests/integration/proxies/backendfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QByteArray Claude = "{\n  // my hooks\n  \"hooks\": {\"Stop\": []},\n  \"env\": {\n    \"EDITOR\": \"vi\", // mine\n  },\n  "
                          "\"permissions\": {\"allow\": [\"Bash(ls)\"]}\n}\n";
const QByteArray Codex = "# mine\nmodel = \"gpt-5\"\nmodel_provider = \"openai\" # old\n\n[mcp_servers.x]\ncommand = 'y'\n";
const QString ClaudeFile = u".claude/settings.json"_s;
const QString Helper = u"/opt/homeport/homeportctl"_s;
constexpr QFileDevice::Permissions ReadByAll = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup
                                               | QFileDevice::ReadOther;

QByteArray withCrLf(QByteArray text)
{
    return text.replace("\n", "\r\n");
}

} // namespace

class TestToolsAdapter final : public QObject
{
    Q_OBJECT

    std::unique_ptr<BackendFixture> m_homeport;
    std::unique_ptr<QTemporaryDir> m_home;
    ToolPlaces m_places;
    std::unique_ptr<ToolsAdapter> m_tools;

    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    void write(const QString &name, const QByteArray &content, QFileDevice::Permissions mode = ReadByAll) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).absolutePath()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.setPermissions(mode));
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] ToolEntry entry(const QString &tool) const
    {
        const QList<ToolEntry> tools = m_tools->tools().tools;
        const auto found = std::find_if(tools.cbegin(), tools.cend(), [&tool](const ToolEntry &one) { return one.id == tool; });
        return found == tools.cend() ? ToolEntry() : *found;
    }
    void configure(const QString &tool)
    {
        const auto shown = await(m_tools->previewConfigure(tool, {}));
        QVERIFY2(shown, qPrintable(shown ? QString() : shown.error().detail));
        const auto done = await(m_tools->configure(*shown));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    }
    void makeAdapter() { m_tools = std::make_unique<ToolsAdapter>(*m_homeport->backend, m_places, Helper); }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<BackendFixture>();
        QVERIFY(m_homeport->start({}));
        m_home = std::make_unique<QTemporaryDir>();
        m_places = {m_home->path(), {}, {}};
        m_places.environment.insert(u"HOME"_s, m_home->path());
        m_places.environment.insert(u"PATH"_s, path(u"bin"_s));
        makeAdapter();
    }
    void cleanup()
    {
        m_tools.reset();
        m_homeport.reset();
    }

    void toolsAreFound()
    {
        write(u"bin/claude"_s, "#!/bin/sh\necho '2.1.330 (Claude Code)'\n", ReadByAll | QFileDevice::ExeOwner);
        QCOMPARE(m_tools->tools().load, ToolsView::Load::Loading);
        m_tools->refresh();
        m_tools->refresh(); // one more look follows
        QSignalSpy changed(m_tools.get(), &ToolsService::toolsChanged);
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(m_tools->tools().load, ToolsView::Load::Ready);
        QCOMPARE(m_tools->tools().tools.size(), 8);
        const ToolEntry claude = entry(u"claude-code"_s);
        QCOMPARE(claude.found.executable, path(u"bin/claude"_s));
        QCOMPARE(claude.found.version, u"2.1.330"_s);
        QCOMPARE(claude.status.state, ToolState::Installed);
        QCOMPARE(claude.file, path(ClaudeFile));
        QCOMPARE(claude.folder, m_home->path()); // there is no other yet
        QVERIFY(entry(u"vscode"_s).needsModel && entry(u"qwen-code"_s).takesModel && !entry(u"qwen-code"_s).needsModel);
        QVERIFY(entry(u"zed"_s).keyByHand);
        QVERIFY(!m_tools->tools().baseUrl.isEmpty());
        for (const SdkLines &lines : m_tools->lines())
            QVERIFY2(!lines.lines.join(u'\n').contains("{baseUrl}"_L1), qPrintable(lines.title));
    }

    void aToolComesAndGoesByteForByte_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("holdsKey");
        QTest::newRow("comments") << u"claude-code"_s << ClaudeFile << Claude << false;
        QTest::newRow("BOM, CRLF") << u"claude-code"_s << ClaudeFile << QByteArray("\xef\xbb\xbf" + withCrLf(Claude)) << false;
        QTest::newRow("TOML") << u"codex"_s << u".codex/config.toml"_s << Codex << false;
        QTest::newRow(".env") << u"gemini-cli"_s << u".gemini/.env"_s << QByteArray("# mine\nEDITOR=vi\nGEMINI_API_KEY=AIza-mine\n")
                              << true;
        QTest::newRow("JSONC") << u"opencode"_s << u".config/opencode/opencode.json"_s
                               << QByteArray("{\n\t\"theme\": \"x\", // mine\n\t\"provider\": {}\n}") << true;
    }
    void aToolComesAndGoesByteForByte()
    {
        QFETCH(const QString, tool);
        QFETCH(const QString, file);
        QFETCH(const QByteArray, text);
        QFETCH(const bool, holdsKey);
        write(file, text);
        const QStringList keysBefore = m_homeport->validKeys();
        const auto shown = await(m_tools->previewConfigure(tool, {}));
        QVERIFY2(shown, qPrintable(shown ? QString() : shown.error().detail));
        QVERIFY(shown->makesKey);
        QCOMPARE(shown->files.first().holdsKey, holdsKey);
        QCOMPARE(shown->files.first().becomesPrivate, holdsKey);
        QCOMPARE(read(file), text);
        QCOMPARE(m_homeport->validKeys(), keysBefore); // only looked at
        for (const DiffLine &line : shown->files.first().diff)
            QVERIFY2(!line.text.contains(u"AIza-mine"), qPrintable(line.text));

        const auto done = await(m_tools->configure(*shown));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QVERIFY(read(file) != text);
        QCOMPARE(m_homeport->validKeys(), keysBefore + QStringList{shown->keyName});
        QCOMPARE(done->files.first().backup, shown->files.first().backup);
        QFile copy(QString(done->backupFolder + u'/' + done->files.first().backup));
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), text);
        QTRY_COMPARE(entry(tool).status.state, ToolState::Configured);
        const auto report = await(m_tools->test(tool));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QVERIFY(report->status != 401);
        QCOMPARE(report->baseUrl, report->writtenFor);
        const auto again = await(m_tools->previewConfigure(tool, {}));
        QVERIFY(again);
        QVERIFY(!again->makesKey);
        QVERIFY(!again->changesFiles());

        const auto back = await(m_tools->previewRestore(tool));
        QVERIFY(back && back->keyName == shown->keyName);
        QCOMPARE(back->files.first().becomesOpen, holdsKey);
        QVERIFY(await(m_tools->restore(*back)));
        QCOMPARE(read(file), text);
        QCOMPARE(QFile::permissions(path(file)) & ReadByAll, ReadByAll);
        QCOMPARE(m_homeport->validKeys(), keysBefore);
        QTRY_VERIFY(!entry(tool).isConfigured());
        QCOMPARE(await(m_tools->test(tool)).error().code, Error::Code::NotFound);
    }

    void whatWasNotShownIsNotDone()
    {
        write(ClaudeFile, Claude);
        const QStringList keysBefore = m_homeport->validKeys();
        const auto shown = await(m_tools->previewConfigure(u"claude-code"_s, {}));
        QVERIFY(shown);
        write(ClaudeFile, "{}\n");
        QCOMPARE(await(m_tools->configure(*shown)).error().code, Error::Code::Conflict);
        QCOMPARE(read(ClaudeFile), QByteArray("{}\n"));
        QCOMPARE(m_homeport->validKeys(), keysBefore);
        configure(u"claude-code"_s);
        const auto back = await(m_tools->previewRestore(u"claude-code"_s));
        QVERIFY(back);
        write(ClaudeFile, "{\"mine\": 1}\n");
        QCOMPARE(await(m_tools->restore(*back)).error().code, Error::Code::Conflict);
        QCOMPARE(read(ClaudeFile), QByteArray("{\"mine\": 1}\n"));
    }

    void aBrokenFileIsRefusedAndNoKeyIsMade()
    {
        write(ClaudeFile, "{ \"env\": \n");
        const QStringList keysBefore = m_homeport->validKeys();
        const auto shown = await(m_tools->previewConfigure(u"claude-code"_s, {}));
        QCOMPARE(shown.error().code, Error::Code::Invalid);
        QVERIFY2(shown.error().detail.contains(u"line "), qPrintable(shown.error().detail));
        QCOMPARE(m_homeport->validKeys(), keysBefore);
        QCOMPARE(await(m_tools->previewConfigure(u"vscode"_s, {})).error().code, Error::Code::NotFound); // its model
        QCOMPARE(await(m_tools->previewConfigure(u"no-such"_s, {})).error().code, Error::Code::NotFound);
    }

    void withoutTheHelperToolsThatRunItAreRefused()
    {
        m_tools = std::make_unique<ToolsAdapter>(*m_homeport->backend, m_places, QString());
        QCOMPARE(await(m_tools->previewConfigure(u"claude-code"_s, {})).error().code, Error::Code::NotFound);
        QVERIFY(await(m_tools->previewConfigure(u"opencode"_s, {})));
    }

    void aVariableThatGoesBeforeIsToldWithItsPlace()
    {
        write(u".bashrc"_s, "# mine\nexport ANTHROPIC_API_KEY=sk-mine\n");
        m_places.environment.insert(u"ANTHROPIC_API_KEY"_s, u"sk-mine"_s);
        m_places.environment.insert(u"ANTHROPIC_AUTH_TOKEN"_s, u"sk-mine"_s);
        makeAdapter();
        const auto shown = await(m_tools->previewConfigure(u"claude-code"_s, {}));
        QVERIFY(shown);
        QCOMPARE(shown->conflicts.size(), 2);
        QCOMPARE(shown->origins, (QMap<QString, QString>{{u"ANTHROPIC_API_KEY"_s, QString(path(u".bashrc"_s) + u", line 2"_s)}}));
        QVERIFY(await(m_tools->configure(*shown)));
        QTRY_COMPARE(entry(u"claude-code"_s).status.state, ToolState::Conflict);
        QCOMPARE(entry(u"claude-code"_s).origins.size(), 1);
    }

    void aRevokedKeyIsToldAndMadeAgain()
    {
        configure(u"claude-code"_s);
        QTRY_VERIFY(entry(u"claude-code"_s).isConfigured());
        QVERIFY(!entry(u"claude-code"_s).keyRevoked);
        const LocalKey key = m_homeport->backend->keys().keys().constLast();
        QCOMPARE(key.name, u"Claude Code"_s);
        QVERIFY(await(m_homeport->backend->keys().revoke(key.id)));
        QTRY_VERIFY(entry(u"claude-code"_s).keyRevoked);
        QCOMPARE(await(m_tools->keyOf(u"claude-code"_s)).error().code, Error::Code::NotFound);
        const auto shown = await(m_tools->previewConfigure(u"claude-code"_s, {}));
        QVERIFY(shown && shown->makesKey && !shown->changesFiles());
        QVERIFY(await(m_tools->configure(*shown)));
        QTRY_VERIFY(!entry(u"claude-code"_s).keyRevoked);
        QVERIFY(await(m_tools->keyOf(u"claude-code"_s)));
    }

    void allAreRestoredEvenWhereOneCanNotBe()
    {
        write(u".codex/config.toml"_s, Codex);
        configure(u"claude-code"_s);
        configure(u"codex"_s);
        configure(u"opencode"_s);
        write(ClaudeFile, "{ broken");
        makeAdapter(); // a start after a crash: it looks by itself
        QTRY_COMPARE(m_tools->tools().load, ToolsView::Load::Ready);
        QVERIFY(entry(u"codex"_s).isConfigured());
        const auto all = await(m_tools->restoreAll());
        QVERIFY(all);
        QCOMPARE(all->names, (QStringList{u"Codex CLI"_s, u"opencode"_s}));
        QCOMPARE(all->failed.keys(), QStringList{u"Claude Code"_s});
        QCOMPARE(read(u".codex/config.toml"_s), Codex);
        QVERIFY(!QFile::exists(path(u".config/opencode/opencode.json"_s)));
        QVERIFY(m_homeport->validKeys().contains(u"Claude Code"_s) && !m_homeport->validKeys().contains(u"Codex CLI"_s));
    }

    void aKeyForLinesGetsANameOfItsOwn()
    {
        const auto first = await(m_tools->createKey(u"Python, openai"_s));
        const auto second = await(m_tools->createKey(u"Python, openai"_s));
        QVERIFY(first && second);
        QCOMPARE(second->key.name, u"Python, openai 2"_s);
    }
};

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestToolsAdapter)
#include "tst_toolsadapter.moc"
