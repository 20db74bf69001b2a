// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which key is a tool's: the one that its seed makes, whatever number its record has. After a backup was restored that is another's.
#include "app/window/toolsadapter.h"
#include "core/access/keystore.h"
#include "tests/integration/proxies/backendfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

class TestToolSeeds final : public QObject
{
    Q_OBJECT

    std::unique_ptr<BackendFixture> m_homeport;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ToolsAdapter> m_tools;

    void configure(const QString &tool)
    {
        const auto shown = await(m_tools->previewConfigure(tool, {}));
        QVERIFY2(shown, qPrintable(shown ? QString() : shown.error().detail));
        QVERIFY(await(m_tools->configure(*shown)));
    }
    // In the record of the one tool that is set up.
    void record(const QString &field, const QJsonValue &value) const
    {
        QFile file(m_homeport->backend->config().folder.path() + u"/tools.json"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        QJsonObject tool = all["tools"_L1][0].toObject();
        QVERIFY(tool.contains(field));
        tool[field] = value;
        all["tools"_L1] = QJsonArray{tool};
        QVERIFY(file.resize(0) && file.seek(0) && file.write(QJsonDocument(all).toJson()) > 0);
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<BackendFixture>();
        QVERIFY(m_homeport->start({}));
        m_home = std::make_unique<QTemporaryDir>();
        ToolPlaces places{m_home->path(), {}, {}};
        places.environment.insert(u"HOME"_s, m_home->path());
        m_tools = std::make_unique<ToolsAdapter>(*m_homeport->backend, places, u"/opt/homeport/homeportctl"_s);
    }
    void cleanup()
    {
        m_tools.reset();
        m_homeport.reset();
    }

    void anothersKeyStays()
    {
        const QStringList before = m_homeport->validKeys();
        configure(u"codex"_s);
        const auto mine = await(m_tools->createKey(u"mine"_s));
        QVERIFY(mine);
        record(u"key_id"_s, mine->key.id);
        const auto shown = await(m_tools->previewRestore(u"codex"_s));
        QVERIFY(shown);
        QCOMPARE(shown->keyName, u"Codex CLI"_s);
        const auto done = await(m_tools->restore(*shown));
        QVERIFY(done && !done->keyStays);
        QCOMPARE(m_homeport->validKeys(), before + QStringList{u"mine"_s});
    }

    void anothersKeyStaysWhenAllAreRestored()
    {
        const QStringList before = m_homeport->validKeys();
        configure(u"codex"_s);
        const auto mine = await(m_tools->createKey(u"mine"_s));
        QVERIFY(mine);
        record(u"key_id"_s, mine->key.id);
        const auto all = await(m_tools->restoreAll());
        QVERIFY(all && all->keysLeft.isEmpty());
        QCOMPARE(m_homeport->validKeys(), before + QStringList{u"mine"_s});
    }

    // The record's number is of a valid key, its seed of none.
    void lookingMakesNoKey()
    {
        configure(u"codex"_s);
        record(u"key_seed"_s, QString::fromLatin1(QByteArray(16, 'q').toBase64()));
        const QStringList before = m_homeport->validKeys();
        const auto shown = await(m_tools->previewConfigure(u"codex"_s, {}));
        QVERIFY(shown && shown->makesKey);
        QCOMPARE(m_homeport->validKeys(), before);
        m_tools->refresh();
        QTRY_VERIFY(!m_tools->tools().tools.isEmpty());
        const QList<ToolEntry> tools = m_tools->tools().tools;
        QCOMPARE(std::count_if(tools.cbegin(), tools.cend(), [](const ToolEntry &entry) { return entry.keyRevoked; }), 1);
    }

    // Which key is a tool's only an open vault tells: it stays, and that is said.
    void behindALockedVaultKeysStay()
    {
        configure(u"codex"_s);
        configure(u"claude-code"_s);
        const QStringList before = m_homeport->validKeys();
        m_homeport->backend->vault().lock();
        const auto shown = await(m_tools->previewRestore(u"codex"_s));
        QVERIFY(shown && !shown->keyStays);
        const auto done = await(m_tools->restore(*shown));
        QVERIFY(done && done->keyStays && done->keyName.isEmpty());
        const auto all = await(m_tools->restoreAll());
        QVERIFY(all);
        QCOMPARE(all->names, QStringList{u"Claude Code"_s});
        QCOMPARE(all->keysLeft, all->names);
        QCOMPARE(m_homeport->validKeys(), before);
    }
};

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestToolSeeds)
#include "tst_toolseeds.moc"
