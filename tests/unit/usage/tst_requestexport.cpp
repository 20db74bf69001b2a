// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/ledger.h"
#include "core/usage/requestfile.h"
#include "tests/support/await.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// Single requests of a ledger, piece by piece.
class TestRequestExport final : public QObject
{
    Q_OBJECT

    static constexpr int Count = 1234;

    QTemporaryDir m_folder;
    Ledger m_ledger;
    const qint64 m_now = QDateTime::currentMSecsSinceEpoch();

    [[nodiscard]] RequestRecord record(int id) const // one a minute
    {
        RequestRecord made;
        made.id = static_cast<quint64>(id);
        made.startedAt = QDateTime::fromMSecsSinceEpoch(m_now - (Count - id) * 60'000, Qt::UTC);
        made.account = id % 2 == 0 ? u"even"_s : u"odd"_s;
        made.accountId = id % 2 + 1;
        made.session = u"s%1"_s.arg(id % 10);
        made.status = 200;
        made.outcome = RequestRecord::Outcome::Done;
        return made;
    }
    // All pieces; the lines of a header included.
    [[nodiscard]] QList<ExportPiece> all(Ledger &ledger, const ExportQuestion &question, Error *error = nullptr)
    {
        QList<ExportPiece> pieces;
        bool ended = false;
        RequestExport requests(ledger, question);
        connect(&requests, &RequestExport::piece, this, [&](const ExportPiece &piece) {
            pieces << piece;
            ended = piece.isLast;
            if (!ended)
                requests.next();
        });
        connect(&requests, &RequestExport::failed, this, [&](const Error &why) {
            ended = true;
            if (error)
                *error = why;
        });
        requests.next();
        requests.next(); // one is due already
        (void)QTest::qWaitFor([&ended] { return ended; }, 20'000);
        return pieces;
    }
    [[nodiscard]] static QByteArrayList linesOf(const QList<ExportPiece> &pieces)
    {
        QByteArray text;
        for (const ExportPiece &piece : pieces)
            text += piece.text;
        QByteArrayList lines = text.split('\n');
        lines.removeLast();
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(await(m_ledger.open(m_folder.filePath(u"ledger.db"_s), u"one"_s)).has_value());
        QList<RequestRecord> records;
        for (int id = 1; id <= Count; ++id)
            records << record(id);
        m_ledger.append(records);
    }

    void everyRequestOnceTheNewestFirst()
    {
        const QList<ExportPiece> pieces = all(m_ledger, {});
        QVERIFY(pieces.size() >= 3);
        const QByteArrayList lines = linesOf(pieces);
        QCOMPARE(lines.size(), Count);
        QCOMPARE(QSet<QByteArray>(lines.begin(), lines.end()).size(), Count);
        QVERIFY(lines.first().startsWith(QByteArray("{\"id\":" + QByteArray::number((qint64(1) << 32) | Count))));
        QCOMPARE(pieces.last().rows, Count);
        QCOMPARE(pieces.last().percent, 100);
        for (qsizetype i = 1; i < pieces.size(); ++i)
            QVERIFY(pieces[i].percent >= pieces[i - 1].percent);
    }

    void csvHasOneHeader()
    {
        ExportQuestion question;
        question.format = ExportFormat::Csv;
        const QByteArrayList lines = linesOf(all(m_ledger, question));
        QCOMPARE(lines.size(), Count + 1);
        QVERIFY(lines.first().startsWith("id,started_at,"));
        QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const QByteArray &line) { return line.startsWith("id,"); }), 1);
    }

    void filtersAndRange()
    {
        ExportQuestion question;
        question.filter.where[UsageDimension::Account] = u"even"_s;
        QCOMPARE(linesOf(all(m_ledger, question)).size(), Count / 2);
        question.filter.since = m_now - 100 * 60'000;
        question.until = m_now - 50 * 60'000;
        QCOMPARE(linesOf(all(m_ledger, question)).size(), 25);
        question.filter.session = u"s4"_s;
        QCOMPARE(linesOf(all(m_ledger, question)).size(), 5);
        question.filter.where[UsageDimension::Account] = u"nobody"_s;
        const QList<ExportPiece> none = all(m_ledger, question);
        QCOMPARE(none.size(), 1);
        QVERIFY(none.first().isLast && none.first().text.isEmpty());
    }

    void whatEndsMeanwhileIsNotInIt()
    {
        QByteArrayList lines;
        RequestExport requests(m_ledger, {});
        bool ended = false;
        connect(&requests, &RequestExport::piece, this, [&](const ExportPiece &piece) {
            lines += linesOf({piece});
            ended = piece.isLast;
            if (lines.size() == 500) {
                RequestRecord late = record(Count + 1);
                late.startedAt = QDateTime::currentDateTimeUtc();
                m_ledger.append({late});
            }
            if (!ended)
                requests.next();
        });
        requests.next();
        QTRY_VERIFY(ended);
        QCOMPARE(lines.size(), Count);
    }

    void aLedgerThatIsNotOpenIsAnError()
    {
        Ledger closed;
        Error error;
        QVERIFY(all(closed, {}, &error).isEmpty());
        QCOMPARE(error.code, Error::Code::Storage);
    }

    void aFileIsWholeOrNotThere()
    {
        const QString path = m_folder.filePath(u"requests.jsonl"_s);
        Result<qint64> made = Error{};
        const auto write = [&](bool cancels) {
            bool ended = false;
            RequestFile file(m_ledger, {}, path);
            connect(&file, &RequestFile::finished, this, [&](const Result<qint64> &rows) {
                made = rows;
                ended = true;
            });
            connect(&file, &RequestFile::progressed, this, [&] {
                QVERIFY(!QFileInfo::exists(path));
                if (cancels)
                    file.cancel();
            });
            file.start();
            QVERIFY(!ended);
            QTRY_VERIFY(ended);
        };
        write(true);
        QCOMPARE(made.error().code, Error::Code::Cancelled);
        QVERIFY(!QFileInfo::exists(path));
        {
            RequestFile dropped(m_ledger, {}, path);
            QSignalSpy progress(&dropped, &RequestFile::progressed);
            dropped.start();
            QVERIFY(progress.wait());
        }
        QCOMPARE(QDir(m_folder.path()).entryList({u"requests*"_s}, QDir::Files), QStringList());
        write(false);
        QVERIFY(made && *made >= Count);
        QVERIFY(QFileInfo(path).size() > Count * 400);
    }

    void aFileThatCantBeWrittenIsAnError()
    {
        RequestFile file(m_ledger, {}, m_folder.filePath(u"nowhere/file"_s));
        std::optional<Result<qint64>> made;
        connect(&file, &RequestFile::finished, this, [&](const Result<qint64> &rows) { made = rows; });
        file.start();
        QTRY_VERIFY(made);
        QVERIFY(!*made && made->error().code == Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestRequestExport)
#include "tst_requestexport.moc"
