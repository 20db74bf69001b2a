// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerrow.h"
#include "core/usage/contentskeeper.h"
#include "core/usage/ledger.h"
#include "tests/integration/proxies/backendfixture.h"

#include <QFile>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// A ledger that somebody has moved away, as the error for a damaged one says, while what is kept of requests lies beside it.
class TestLedgerAnew final : public QObject
{
    Q_OBJECT

    BackendFixture m_homeport;

    static KeptRequest request(quint64 number, const QByteArray &body)
    {
        KeptContents contents;
        contents.request = {"POST / HTTP/1.1\r\n\r\n", body, body.size()};
        contents.keptAt = QDateTime::currentDateTimeUtc();
        contents.expiresAt = contents.keptAt.addDays(1);
        return {number, 1, contents};
    }
    [[nodiscard]] QByteArray kept(qint64 run, qint64 number) const
    {
        const auto found = await(m_homeport.backend->contents().contents(ledgerId(run, number)));
        return found ? found->request.body : QByteArray();
    }

private Q_SLOTS:
    void whatWasKeptIsNotTakenForAnotherRequests()
    {
        QVERIFY(m_homeport.start({}));
        Backend *backend = m_homeport.backend.get();
        QTRY_VERIFY(backend->ledger().run() > 0);
        const qint64 former = backend->ledger().run();
        backend->contents().keep({request(1, "former")});
        QTRY_COMPARE(kept(former, 1), QByteArray("former"));
        const QString ledger = backend->config().folder.ledgerFile();
        m_homeport.backend.reset();
        for (const char *ending : {"", "-wal", "-shm"})
            QFile::remove(ledger + QLatin1String(ending));
        QVERIFY(m_homeport.start({}));
        backend = m_homeport.backend.get();
        QTRY_VERIFY(backend->ledger().run() > 0);
        QCOMPARE(backend->ledger().run(), former + 1);
        backend->contents().keep({request(1, "new")});
        QTRY_COMPARE(kept(former + 1, 1), QByteArray("new"));
        QCOMPARE(kept(former, 1), QByteArray("former"));
    }
};

QTEST_GUILESS_MAIN(TestLedgerAnew)
#include "tst_ledgeranew.moc"
