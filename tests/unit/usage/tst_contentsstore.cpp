// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/usage/contentsfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// contents.db with the keys that open it.
class TestContentsStore final : public QObject, private ContentsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }

    void packsAndUnpacks()
    {
        const KeptContents one = request(1).contents;
        const QByteArray packed = packedContents(one);
        const auto back = unpackedContents(packed);
        QVERIFY(back.has_value());
        QCOMPARE(back->request, one.request);
        QCOMPARE(back->answer, one.answer);
        QVERIFY(back->request.isCut() && !back->answer.isCut());
        for (qsizetype cut = 0; cut < packed.size(); ++cut)
            QVERIFY(!unpackedContents(QByteArrayView(packed).first(cut)).has_value());
        QVERIFY(!unpackedContents(QByteArray(packed + 'x')).has_value());
        QVERIFY(unpackedContents(QByteArray(packed).replace(0, 1, "\x02")).error().detail.contains(u"newer"));
    }

    void thereIsNoFileBeforeTheFirstRow()
    {
        const auto store = opened(m_vault);
        QCOMPARE(store->contents(1, Now).error().code, Error::Code::NotFound);
        QCOMPARE(store->summary(Now).value(), KeptSummary());
        QCOMPARE(store->tidy(Now, {}).value(), 0);
        QCOMPARE(store->purge().value(), 0);
        QCOMPARE(files(), QStringList());
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        QVERIFY(files().contains(u"contents.db"_s));
    }

    void whatIsKeptIsSealed()
    {
        auto store = opened(m_vault);
        QVERIFY(store->write({request(1), request(2)}, Run, {}).has_value());
        const auto found = store->contents(ledgerId(Run, 2), Now);
        QVERIFY2(found.has_value(), found ? "" : qPrintable(found.error().detail));
        QCOMPARE(*found, request(2).contents);
        QCOMPARE(store->summary(Now)->requests, 2);
        QCOMPARE(store->summary(Now)->oldest.toMSecsSinceEpoch(), Now);
        store.reset();
        for (const char *marker : {RequestMarker, AnswerMarker, "head-marker"})
            QVERIFY(!bytes().contains(marker));
        QVERIFY(holds(*opened(m_vault), 1));
    }

    void aMovedOrChangedEnvelopeDoesNotOpen()
    {
        QVERIFY(opened(m_vault)->write({request(1), request(2)}, Run, {}).has_value());
        change("UPDATE contents SET sealed = (SELECT max(sealed) FROM contents)");
        int opens = 0;
        const auto store = opened(m_vault);
        for (const qint64 number : {1, 2}) {
            const auto found = store->contents(ledgerId(Run, number), Now);
            opens += found ? 1 : 0;
            if (!found) {
                QCOMPARE(found.error().code, Error::Code::Storage);
                QVERIFY2(found.error().detail.contains(u"does not authenticate"), qPrintable(found.error().detail));
            }
        }
        QCOMPARE(opens, 1); // the one that stayed where it was
    }

    void aLockedVaultNeitherTakesNorTells()
    {
        auto store = opened(m_vault);
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        QVERIFY(store->setVault(nullptr).has_value());
        QCOMPARE(errorOf(store->write({request(2)}, Run, {})), Error::Code::Locked);
        QCOMPARE(store->contents(ledgerId(Run, 1), Now).error().code, Error::Code::Locked);
        QCOMPARE(store->summary(Now)->requests, 1);
        QVERIFY(store->setVault(m_vault).has_value());
        QVERIFY(holds(*store, 1));
        QVERIFY(store->setVault(nullptr).has_value());
        QCOMPARE(store->purge().value(), 1); // no key is needed to throw away
        QCOMPARE(files(), QStringList());
    }

    void whatHasExpiredGoes()
    {
        const auto store = opened(m_vault);
        QVERIFY(store->write({request(1, 1), request(2, 30)}, Run, {}).has_value());
        const qint64 later = Now + 2 * 86'400'000LL;
        QCOMPARE(store->contents(ledgerId(Run, 1), later).error().code, Error::Code::NotFound);
        QCOMPARE(store->tidy(later, {}).value(), 1);
        QCOMPARE(store->tidy(later, {}).value(), 0);
        QCOMPARE(store->summary(Now)->requests, 1);
    }

    void aKeyKeepsNoMoreThanItsCap()
    {
        const auto store = opened(m_vault);
        ContentsCaps caps;
        QList<KeptRequest> requests;
        for (quint64 number = 1; number <= 50; ++number) {
            requests << request(number);
            requests.last().contents.answer.body = QByteArray(10'000, 'x');
        }
        caps.byKey.insert(1, 205'000);
        QVERIFY(store->write(requests, Run, caps).has_value());
        QCOMPARE(store->summary(Now)->requests, 20);
        QVERIFY(store->contents(ledgerId(Run, 50), Now).has_value());
        QVERIFY(!store->contents(ledgerId(Run, 30), Now).has_value());
    }

    void aPurgeLeavesNothingAndTheNextKeyIsAnother()
    {
        auto store = opened(m_vault);
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        QByteArray envelope;
        {
            SQLite::Database db(path().toStdString());
            SQLite::Statement select(db, "SELECT sealed FROM contents");
            QVERIFY(select.executeStep());
            envelope = QByteArray(static_cast<const char *>(select.getColumn(0).getBlob()), select.getColumn(0).getBytes());
        }
        QCOMPARE(store->purge().value(), 1);
        QCOMPARE(files(), QStringList());
        QVERIFY(store->write({request(2)}, Run, {}).has_value());
        QVERIFY(holds(*store, 2));
        QCOMPARE(store->contents(ledgerId(Run, 1), Now).error().code, Error::Code::NotFound);
        store.reset();
        SQLite::Database db(path().toStdString(), SQLite::OPEN_READWRITE);
        SQLite::Statement back(db, "INSERT INTO contents SELECT ?, key, kept_at, expires_at, size, ? FROM contents");
        back.bind(1, static_cast<int64_t>(ledgerId(Run, 1)));
        back.bind(2, envelope.constData(), static_cast<int>(envelope.size()));
        back.exec();
        QCOMPARE(opened(m_vault)->contents(ledgerId(Run, 1), Now).error().code, Error::Code::Storage); // another key's
    }

    void anInterruptedPurgeEndsAtTheNextStart()
    {
        QVERIFY(opened(m_vault)->write({request(1)}, Run, {}).has_value());
        change("DELETE FROM data_key"); // as far as it came
        const auto store = opened(nullptr);
        QCOMPARE(files(), QStringList());
        QVERIFY(store->setVault(m_vault).has_value());
        QVERIFY(store->write({request(2)}, Run, {}).has_value());
        QVERIFY(holds(*store, 2));
    }

    void underAnotherMasterKeyItSaysSoAndWaitsForAPurge()
    {
        QVERIFY(opened(m_vault)->write({request(1)}, Run, {}).has_value());
        const Sealing other = *Sealer::fromMasterKey(Secret(QByteArray(32, 'o')));
        ContentsStore store(path());
        QVERIFY(store.look().has_value());
        const auto unlocked = store.setVault(other);
        QCOMPARE(errorOf(unlocked), Error::Code::Invalid);
        QVERIFY2(unlocked.error().detail.contains(u"contents purge"), qPrintable(unlocked.error().detail));
        QCOMPARE(errorOf(store.write({request(2)}, Run, {})), Error::Code::Invalid);
        QCOMPARE(store.contents(ledgerId(Run, 1), Now).error().code, Error::Code::Storage);
        QCOMPARE(store.summary(Now)->requests, 1); // nothing was destroyed
        QVERIFY(holds(*opened(m_vault), 1));
        QVERIFY(store.setVault(other).error().code == Error::Code::Invalid);
        QCOMPARE(store.purge().value(), 1);
        QVERIFY(store.write({request(2)}, Run, {}).has_value());
        QVERIFY(holds(store, 2));
    }

    void aDamagedFileIsToldAndGoesWithAPurge()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'z')) == 5000);
        file.close();
        ContentsStore store(path());
        QCOMPARE(errorOf(store.look()), Error::Code::Storage);
        QVERIFY(store.setVault(m_vault).has_value());
        QCOMPARE(errorOf(store.write({request(1)}, Run, {})), Error::Code::Storage);
        QCOMPARE(store.contents(1, Now).error().code, Error::Code::Storage);
        QCOMPARE(store.summary(Now).error().code, Error::Code::Storage);
        QCOMPARE(store.purge().value(), 0);
        QVERIFY(store.write({request(1)}, Run, {}).has_value());
        QVERIFY(holds(store, 1));
    }
};

QTEST_GUILESS_MAIN(TestContentsStore)
#include "tst_contentsstore.moc"
