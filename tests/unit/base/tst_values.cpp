// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/headerblock.h"
#include "core/base/onresult.h"
#include "core/base/opensslerror.h"
#include "core/base/passcancellation.h"
#include "core/base/random.h"
#include "core/base/secret.h"
#include "core/base/serialexecutor.h"

#include <QSet>
#include <QTest>
#include <QThread>

#include <openssl/err.h>
#include <openssl/evp.h>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretIsNeitherPrintedNorCopied()
    {
        static_assert(!std::is_copy_constructible_v<Secret> && std::is_nothrow_move_constructible_v<Secret>);
        Secret secret(QByteArray("marker-value"));
        QString printed;
        QDebug(&printed) << secret;
        QVERIFY(!printed.contains(u"marker"_s));
        QVERIFY(printed.contains(u"<secret>"_s));
        QVERIFY(secret == Secret(QByteArray("marker-value")));
        QVERIFY(!(secret == Secret(QByteArray("marker-valuf"))));
        QVERIFY(!(secret == Secret()));
        const Secret moved(std::move(secret));
        QCOMPARE(moved.reveal([](QByteArrayView view) { return view.toByteArray(); }), QByteArray("marker-value"));
        QCOMPARE(moved.clone().size(), 12);
        QVERIFY(Secret().isEmpty());
    }

    void headersKeepBytesAndOrder()
    {
        const auto block = HeaderBlock::parse("A: 1\r\nb:2\r\nA: 3\r\n");
        QVERIFY(block);
        QCOMPARE(block->size(), 3);
        QCOMPARE(block->count("a"), 2);
        QCOMPARE(block->value("a"), QByteArrayView("1"));
        QCOMPARE(block->at(1).name, QByteArrayView("b"));
        QVERIFY(block->value("missing").isNull());
        HeaderBlock copy = *block;
        copy.append("C", "");
        QVERIFY(copy.contains("c") && copy.value("c").isEmpty());
        QVERIFY(!HeaderBlock::parse(" A: 1\r\n"));
        QVERIFY(!HeaderBlock::parse(": 1\r\n"));
    }

    void headersKnowWhatTheirListsHold()
    {
        const auto block = HeaderBlock::parse("Connection: keep-alive,\tX-One , ,x-two\r\nOther: x-four\r\nconnection: x-Three\r\n");
        QVERIFY(block);
        for (const char *token : {"Keep-Alive", "x-one", "X-TWO", "x-three"})
            QVERIFY2(block->listHas("CONNECTION", token), token);
        for (const char *token : {"x", "x-four", "keep", "x-tw", "x-one ", "keep-alive,"})
            QVERIFY2(!block->listHas("connection", token), token);
        QVERIFY(!block->listHas("missing", "x-one"));
    }

    void workRunsInOrderInItsOwnThreadAndIsFinishedAtTheEnd()
    {
        QList<int> order;
        QList<QFuture<Result<int>>> futures;
        {
            SerialExecutor executor(u"test"_s);
            for (int i = 0; i < 100; ++i)
                futures << executor.run([&order, i, main = thread()]() -> Result<int> {
                    order << i;
                    return QThread::currentThread() == main ? -1 : i;
                });
        }
        for (int i = 0; i < 100; ++i) {
            QVERIFY(futures[i].isFinished());
            QCOMPARE(*futures[i].result(), i);
        }
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void aResultArrivesOnceOrNotAtAll()
    {
        int calls = 0;
        Error::Code code = Error::Code::Internal;
        onResult(readyResult(Result<int>(5)), this, [&](const Result<int> &result) { calls += *result; });
        QTRY_COMPARE(calls, 5);
        {
            QPromise<Result<int>> broken;
            broken.start();
            onResult(broken.future(), this, [&](const Result<int> &result) { code = result.error().code; });
        }
        QTRY_COMPARE(code, Error::Code::Cancelled);
        QPromise<Result<int>> late;
        late.start();
        {
            QObject context;
            onResult(late.future(), &context, [&](const Result<int> &) { calls = -1; });
        }
        late.addResult(Result<int>(1));
        late.finish();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(calls, 5);
    }

    void aCancellationIsPassedOn()
    {
        QPromise<Result<int>> inner;
        inner.start();
        QPromise<Result<QString>> outer;
        outer.start();
        passCancellation(outer.future(), inner.future(), this);
        QCoreApplication::sendPostedEvents();
        QVERIFY(!inner.isCanceled());
        outer.future().cancel();
        QTRY_VERIFY(inner.isCanceled());
        QPromise<Result<int>> late; // of an outer one that is cancelled already
        late.start();
        passCancellation(outer.future(), late.future(), this);
        QTRY_VERIFY(late.isCanceled());
        QPromise<Result<int>> other; // of one that ends
        other.start();
        QPromise<Result<int>> ended;
        ended.start();
        passCancellation(ended.future(), other.future(), this);
        ended.addResult(Result<int>(1));
        ended.finish();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!other.isCanceled());
    }

    void randomValuesDifferAndFitUrls()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray token = randomToken(32);
            QCOMPARE(token.size(), 43);
            QVERIFY(!token.contains('+') && !token.contains('/') && !token.contains('='));
            seen << token;
        }
        QCOMPARE(seen.size(), 1000);
    }

    void theOpenSslQueueIsDrainedIntoOneError()
    {
        unsigned char key = 0;
        QCOMPARE(PKCS5_PBKDF2_HMAC("p", 1, &key, 1, 0, EVP_sha512(), 1, &key), 0);
        const Error error = takeOpenSslError("PBKDF2"_L1);
        QCOMPARE(error.code, Error::Code::Internal);
        QVERIFY(error.detail.startsWith(u"PBKDF2; "_s));
        QCOMPARE(ERR_get_error(), 0ul);
    }
};

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
