// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pricekeeper.h"
#include "core/base/onresult.h"
#include "tests/support/await.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray quoted(QByteArray json)
{
    return json.replace('\'', '"');
}

QByteArray listOf(const QByteArray &version, const QByteArray &input, const QByteArray &model = "claude-opus-4-8")
{
    return quoted("{'version':'" + version + "','source':'somewhere','models':{'" + model + "':{'input':" + input + ",'output':50}}}");
}

} // namespace

// Which prices are used, and what a check and its application change.
class TestPriceKeeper final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_fetched;
    Result<QByteArray> m_answer = QByteArray();

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] std::unique_ptr<PriceKeeper> keeper()
    {
        return std::make_unique<PriceKeeper>(PriceFiles{path(u"prices.json"_s), path(u"prices-own.json"_s)}, [this](const QString &url) {
            m_fetched << url;
            return readyResult(m_answer);
        });
    }
    [[nodiscard]] static qint64 inputOf(const PriceKeeper &prices) { return prices.prices()->find(u"claude-opus-4-8"_s)->input; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fetched.clear();
    }

    void listsLieOnEachOther()
    {
        QCOMPARE(inputOf(*keeper()), 5000); // bundled
        write(u"prices.json"_s, quoted("{'version':'new','fetched_from':'https://a','fetched_at':'2026-11-26T10:00:00Z','models':{"
                                       "'claude-opus-4-8':{'input':6,'output':50},'claude-sonnet-4-6':{'input':7,'output':50}}}"));
        write(u"prices-own.json"_s, listOf("mine", "8"));
        const auto prices = keeper();
        QCOMPARE(inputOf(*prices), 8000);
        QCOMPARE(prices->prices()->find(u"claude-sonnet-4-6"_s)->input, 7000);
        QCOMPARE(prices->layers().size(), 3U);
        QCOMPARE(prices->layers()[1].source, u"https://a"_s);
        QCOMPARE(prices->layers()[1].kind, PriceLayer::Kind::Fetched);
        QCOMPARE(prices->layers()[2].version, u"mine"_s);
        QVERIFY(prices->problem().isEmpty());
    }

    void aBadFileIsLeftOutAsAWhole()
    {
        write(u"prices.json"_s, listOf("1", "-6"));
        write(u"prices-own.json"_s, listOf("mine", "8"));
        const auto prices = keeper();
        QCOMPARE(inputOf(*prices), 8000);
        QVERIFY(prices->problem().contains(u"prices.json"_s) && prices->problem().contains(u"claude-opus-4-8"_s));
    }

    void aCheckChangesNothingAndApplyDoes()
    {
        const auto prices = keeper();
        QSignalSpy changed(prices.get(), &PriceKeeper::changed);
        QCOMPARE(prices->apply().error().code, Error::Code::NotFound);
        m_answer = listOf("new", "6");
        const auto check = await(prices->check(u"https://list.example/prices"_s));
        QVERIFY2(check, check ? "" : qPrintable(check.error().detail));
        QCOMPARE(m_fetched, QStringList{u"https://list.example/prices"_s});
        QCOMPARE(check->version, u"new"_s);
        QCOMPARE(check->changes.size(), 1);
        QCOMPARE(check->changes.first().before.first().price.input, 5000);
        QCOMPARE(check->changes.first().after.first().price.input, 6000);
        QCOMPARE(inputOf(*prices), 5000);
        QVERIFY(!QFile::exists(path(u"prices.json"_s)));
        QCOMPARE(changed.size(), 0);

        const auto before = prices->prices();
        const auto applied = prices->apply();
        QVERIFY2(applied, applied ? "" : qPrintable(applied.error().detail));
        QCOMPARE(applied->changes.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inputOf(*prices), 6000);
        QCOMPARE(before->find(u"claude-opus-4-8"_s)->input, 5000); // who has it goes on with it
        QCOMPARE(inputOf(*keeper()), 6000);                        // after the next start
        QVERIFY(!prices->apply());                                 // once
        QVERIFY(await(prices->check(u"https://list.example/prices"_s))->changes.isEmpty());
    }

    void theUsersOwnStay()
    {
        write(u"prices.json"_s, listOf("mine", "8")); // from before prices could be fetched
        write(u"new.json"_s, listOf("new", "6"));
        const auto prices = keeper();
        QCOMPARE(prices->layers().back().kind, PriceLayer::Kind::Own);
        const auto check = await(prices->check(path(u"new.json"_s)));
        QCOMPARE(check->changes.first().before.first().price.input, 5000);
        QCOMPARE(check->overridden, QStringList{u"claude-opus-4-8"_s});
        QVERIFY(prices->apply());
        QCOMPARE(inputOf(*prices), 8000);
        QCOMPARE(read(u"prices-own.json"_s), listOf("mine", "8"));
        QVERIFY(read(u"prices.json"_s).contains("fetched_at"));

        write(u"prices.json"_s, listOf("mine, too", "9"));
        const auto both = keeper();
        QVERIFY(await(both->check(path(u"new.json"_s))));
        const auto refused = both->apply();
        QVERIFY(!refused && refused.error().code == Error::Code::Conflict);
        QCOMPARE(read(u"prices.json"_s), listOf("mine, too", "9"));
        QCOMPARE(read(u"prices-own.json"_s), listOf("mine", "8"));
    }

    void badListsChangeNothing_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QByteArray>("answer"); // empty: an error of the network
        QTest::addColumn<QString>("why");
        QTest::newRow("not by https") << u"http://list.example/prices"_s << listOf("1", "6") << u"https only"_s;
        QTest::newRow("another scheme") << u"ftp://list.example/prices"_s << listOf("1", "6") << u"https only"_s;
        QTest::newRow("no network") << u"https://list.example/prices"_s << QByteArray() << u"no route"_s;
        QTest::newRow("a page") << u"https://list.example/prices"_s << QByteArray("<html>") << u"no JSON object"_s;
        QTest::newRow("a bad price") << u"https://list.example/prices"_s << listOf("1", "-6") << u"claude-opus-4-8.input"_s;
        QTest::newRow("no such file") << u"/nowhere/prices.json"_s << QByteArray() << u"can't be read"_s;
    }

    void badListsChangeNothing()
    {
        QFETCH(QString, source);
        QFETCH(QByteArray, answer);
        QFETCH(QString, why);
        m_answer = answer.isEmpty() ? Result<QByteArray>(Error{Error::Code::Network, u"no route to the host"_s})
                                    : Result<QByteArray>(answer);
        const auto prices = keeper();
        write(u"good.json"_s, listOf("good", "6"));
        QVERIFY(await(prices->check(path(u"good.json"_s)))); // not what is seen last
        const auto check = await(prices->check(source));
        QVERIFY(!check);
        QVERIFY2(check.error().detail.contains(why), qPrintable(check.error().detail));
        QVERIFY(!prices->apply());
        QCOMPARE(inputOf(*prices), 5000);
        QVERIFY(!QFile::exists(path(u"prices.json"_s)));
    }

    void aFileThatCantBeWrittenChangesNothing()
    {
        m_answer = listOf("new", "6");
        PriceKeeper prices({path(u"nowhere/prices.json"_s), path(u"prices-own.json"_s)},
                           [this](const QString &) { return readyResult(m_answer); });
        QVERIFY(await(prices.check(u"http://127.0.0.1:1/list"_s)));
        const auto applied = prices.apply();
        QVERIFY(!applied && applied.error().code == Error::Code::Storage);
        QCOMPARE(inputOf(prices), 5000);
    }
};

QTEST_GUILESS_MAIN(TestPriceKeeper)
#include "tst_pricekeeper.moc"
