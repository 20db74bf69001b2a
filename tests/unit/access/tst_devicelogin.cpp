// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/devicelogin.h"
#include "core/access/usercode.h"

#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void step(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }

private:
    QDateTime m_now{QDate(2026, 1, 2), QTime(12, 0), Qt::UTC};
};

DeviceGrant grant(qint64 keyId = 7)
{
    return {shareSecret(QByteArray("hp_granted")), keyId, {}};
}

} // namespace

// Tools ask for a key, the user decides.
class TestDeviceLogin final : public QObject
{
    Q_OBJECT

    using State = DevicePoll::State;

    HandClock m_clock;
    std::unique_ptr<DeviceLogin> m_login;

    [[nodiscard]] DeviceAuthorization begun(const QString &client = u"claude_code"_s)
    {
        return m_login->begin(client, u"profile"_s, u"/usr/bin/claude"_s).value_or(DeviceAuthorization());
    }
    [[nodiscard]] DevicePoll polled(const DeviceAuthorization &authorization, std::chrono::milliseconds after = 5s)
    {
        m_clock.step(after);
        return authorization.deviceCode->reveal([this](QByteArrayView code) { return m_login->poll(code); });
    }

private Q_SLOTS:
    void init() { m_login = std::make_unique<DeviceLogin>(m_clock); }
    void cleanup() { m_login.reset(); }

    void handsTheKeyOutOnceAfterTheApproval()
    {
        const DeviceAuthorization authorization = begun();
        QCOMPARE(authorization.expiresIn, 600s);
        QCOMPARE(authorization.interval, 5s);
        QCOMPARE(authorization.deviceCode->size(), 43); // 256 bits
        QCOMPARE(polled(authorization).state, State::Pending);
        QVERIFY(m_login->approve(authorization.userCode, grant()));
        const DevicePoll approved = polled(authorization);
        QCOMPARE(approved.state, State::Approved);
        QCOMPARE(approved.grant.keyId, 7);
        QVERIFY(approved.grant.token->reveal([](QByteArrayView token) { return token == "hp_granted"; }));
        QCOMPARE(polled(authorization).state, State::Unknown);
    }

    void listsWhatWaitsAndSaysWhenThatChanges()
    {
        QSignalSpy changed(m_login.get(), &DeviceLogin::changed);
        const DeviceAuthorization first = begun();
        const DeviceAuthorization second = begun(u"other"_s);
        QCOMPARE(changed.size(), 2);
        QList<PendingDeviceLogin> list = m_login->pending();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.first().userCode, first.userCode);
        QCOMPARE(list.first().client, u"claude_code"_s);
        QCOMPARE(list.first().program, u"/usr/bin/claude"_s);
        QCOMPARE(list.first().scope, u"profile"_s);
        QCOMPARE(list.first().requestedAt, m_clock.now());
        QCOMPARE(list.first().expiresAt, m_clock.now().addSecs(600));
        QVERIFY(m_login->deny(first.userCode));
        QVERIFY(m_login->approve(second.userCode, grant()));
        QCOMPARE(changed.size(), 4);
        QVERIFY(m_login->pending().isEmpty());
    }

    void aDenialIsToldEveryTime()
    {
        const DeviceAuthorization authorization = begun();
        QVERIFY(m_login->deny(authorization.userCode));
        QCOMPARE(polled(authorization).state, State::Denied);
        QCOMPARE(polled(authorization).state, State::Denied);
        QVERIFY(!m_login->approve(authorization.userCode, grant()));
        QCOMPARE(polled(authorization).state, State::Denied);
    }

    void slowsDownWhoPollsTooOften()
    {
        const DeviceAuthorization authorization = begun();
        QCOMPARE(polled(authorization, 0s).state, State::Pending);  // the first may come at once
        QCOMPARE(polled(authorization, 4s).state, State::SlowDown); // 10 s from now on
        QCOMPARE(polled(authorization, 5s).state, State::SlowDown); // 15 s
        QCOMPARE(polled(authorization, 15s).state, State::Pending);
        QCOMPARE(polled(authorization, 14'900ms).state, State::Pending); // timers are not exact
        QCOMPARE(polled(authorization, 14s).state, State::SlowDown);
        m_clock.step(-1h); // somebody set the clock
        QCOMPARE(polled(authorization, 0s).state, State::Pending);
    }

    void slowingDownDoesNotLoseTheApproval()
    {
        const DeviceAuthorization authorization = begun();
        QCOMPARE(polled(authorization, 0s).state, State::Pending);
        QVERIFY(m_login->approve(authorization.userCode, grant()));
        QCOMPARE(polled(authorization, 0s).state, State::Approved);
    }

    void expiresAfterTenMinutes()
    {
        const DeviceAuthorization authorization = begun();
        QCOMPARE(polled(authorization, 599s).state, State::Pending);
        QSignalSpy changed(m_login.get(), &DeviceLogin::changed);
        m_clock.step(1s);
        QVERIFY(m_login->pending().isEmpty());
        const auto approved = m_login->approve(authorization.userCode, grant());
        QVERIFY(!approved);
        QCOMPARE(approved.error().code, Error::Code::NotFound);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(polled(authorization, 0s).state, State::Expired);
        QCOMPARE(polled(authorization, 600s).state, State::Unknown); // forgotten
    }

    void saysWhenNobodyFetchesAnApprovedKey()
    {
        const DeviceAuthorization lost = begun();
        const DeviceAuthorization fetched = begun();
        QVERIFY(m_login->approve(lost.userCode, grant(1)));
        QVERIFY(m_login->approve(fetched.userCode, grant(2)));
        QCOMPARE(polled(fetched).state, State::Approved);
        QSignalSpy unclaimed(m_login.get(), &DeviceLogin::unclaimed);
        QCOMPARE(polled(lost, 600s).state, State::Expired);
        QCOMPARE(polled(lost, 1s).state, State::Expired);
        QCOMPARE(unclaimed, QList<QVariantList>({{1}}));
    }

    void takesACodeAsPeopleTypeIt()
    {
        const DeviceAuthorization authorization = begun();
        const QString plain = QString(authorization.userCode).remove(u'-').toLower();
        const auto found = m_login->find(u" "_s + plain.first(2) + u"  "_s + plain.sliced(2) + u'\n');
        QVERIFY(found);
        QCOMPARE(found->userCode, authorization.userCode);
        QVERIFY(m_login->approve(plain, grant()));
    }

    void refusesGuessesOfUserCodes()
    {
        const DeviceAuthorization authorization = begun();
        const QString wrong = authorization.userCode == u"BBBB-BBBB"_s ? u"CCCC-CCCC"_s : u"BBBB-BBBB"_s;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(m_login->find(u"12"_s).error().code, Error::Code::Invalid); // could be no code, so guesses none
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_login->approve(wrong, grant()).error().code, Error::Code::NotFound);
        QCOMPARE(m_login->approve(wrong, grant()).error().code, Error::Code::RateLimited);
        QCOMPARE(m_login->approve(authorization.userCode, grant()).error().code, Error::Code::RateLimited);
        QCOMPARE(m_login->deny(authorization.userCode).error().code, Error::Code::RateLimited);
        m_clock.step(60s);
        QVERIFY(m_login->approve(authorization.userCode, grant()));
    }

    void atMostTwentyWait()
    {
        QList<DeviceAuthorization> all;
        for (int i = 0; i < 20; ++i)
            all << begun();
        QCOMPARE(m_login->pending().size(), 20);
        QCOMPARE(m_login->begin({}, {}).error().code, Error::Code::RateLimited);
        QVERIFY(m_login->deny(all.first().userCode));
        QVERIFY(m_login->begin({}, {}));
        QVERIFY(!m_login->begin({}, {}));
        m_clock.step(600s);
        QVERIFY(m_login->begin({}, {}));
        // Whatever happens, what is remembered of the past stays small, and what waits is kept.
        for (int i = 0; i < 500; ++i) {
            const auto next = m_login->begin({}, {});
            QVERIFY(next);
            QVERIFY(m_login->deny(next->userCode));
        }
        QCOMPARE(m_login->pending().size(), 1);
    }

    void showsNothingOfAStrangerThatMisleads()
    {
        const QString bad = u"Claude\n\u202e\u0007edoC"_s + QString(500, u'x');
        QVERIFY(m_login->begin(bad, bad, bad));
        const PendingDeviceLogin shown = m_login->pending().first();
        for (const QString &text : {shown.client, shown.scope, shown.program}) {
            QVERIFY(text.startsWith(u"ClaudeedoCxxx"));
            QVERIFY(text.size() <= 200);
        }
    }

    void userCodesAreEvenlySpreadAndEasyToRead()
    {
        static const QRegularExpression form(u"^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$"_s);
        QSet<QString> all;
        QMap<QChar, int> letters;
        for (int i = 0; i < 4000; ++i) {
            const QString code = randomUserCode();
            QVERIFY2(form.match(code).hasMatch(), qPrintable(code));
            QCOMPARE(userCodeFrom(code), code);
            all.insert(code);
            for (const QChar letter : code)
                ++letters[letter];
        }
        QCOMPARE(all.size(), 4000);
        QCOMPARE(letters.take(u'-'), 4000);
        QCOMPARE(letters.size(), 20);
        for (const int count : std::as_const(letters)) // 1,600 each; six standard deviations are 234
            QVERIFY2(count > 1366 && count < 1834, qPrintable(QString::number(count)));
    }

    void tellsCodesFromOtherTexts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("code");
        QTest::newRow("as shown") << u"WDJB-MJHT"_s << u"WDJB-MJHT"_s;
        QTest::newRow("typed") << u"wdjb mjht"_s << u"WDJB-MJHT"_s;
        QTest::newRow("too short") << u"WDJB-MJH"_s << QString();
        QTest::newRow("too long") << u"WDJB-MJHTT"_s << QString();
        QTest::newRow("vowel") << u"WDJB-MJHA"_s << QString();
        QTest::newRow("markup") << u"<b>-MJHT"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }

    void tellsCodesFromOtherTexts()
    {
        QFETCH(QString, typed);
        QFETCH(QString, code);
        QCOMPARE(userCodeFrom(typed), code);
    }
};

QTEST_GUILESS_MAIN(TestDeviceLogin)
#include "tst_devicelogin.moc"
