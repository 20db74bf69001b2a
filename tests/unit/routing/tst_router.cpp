// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Why an account is not taken.
#include "tests/unit/routing/routingbench.h"

#include <functional>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Change = std::function<void(RelayAccount *, RouteQuestion *)>;

struct Reason
{
    const char *name;
    RouteReason reason;
    Change change; // that makes it hold
    QString detail = {};
    qint64 untilMs = 0;
};

void park(RelayAccount *account, qint64 untilMs)
{
    account->state = Account::State::Parked;
    account->stateDetail = u"a window is used up"_s;
    account->parkedUntil = utc(untilMs);
}

// In the order in which they are told.
const std::vector<Reason> &reasons()
{
    using State = Account::State;
    static const std::vector<Reason> all{
        {"protocol", RouteReason::OtherProtocol, [](auto *account, auto *) { account->protocol = Protocol::Gemini; }},
        {"provider", RouteReason::NotPermitted, [](auto *, auto *question) { question->providers = {u"google"_s}; }},
        {"account", RouteReason::NotPermitted,
         [](auto *, auto *question) {
             question->accounts = {2, 3};
         }},
        {"group", RouteReason::NotPermitted, [](auto *, auto *question) { question->groupId = 7; }},
        {"unknown group", RouteReason::NotPermitted, [](auto *, auto *question) { question->groupId = 99; }},
        {"pass-through", RouteReason::WantsOwnLogin, [](auto *account, auto *) { account->credential = Account::Credential::PassThrough; }},
        {"model", RouteReason::ModelNotServed, [](auto *account, auto *) { account->routing.models.allow = {u"*haiku*"_s}; }},
        {"paused", RouteReason::Paused, [](auto *account, auto *) { account->state = State::Paused; }},
        {"blocked", RouteReason::Blocked,
         [](auto *account, auto *) {
             account->state = State::Blocked;
             account->stateDetail = u"organization disabled"_s;
         },
         u"organization disabled"_s},
        {"sign-in", RouteReason::NeedsSignIn,
         [](auto *account, auto *) {
             account->state = State::NeedsSignIn;
             account->stateDetail = u"token revoked"_s;
         },
         u"token revoked"_s},
        {"tried", RouteReason::AlreadyTried,
         [](auto *, auto *question) {
             question->tried = {5, 1};
         }},
        {"parked", RouteReason::Parked, [](auto *account, auto *) { park(account, Noon + Hour); }, u"a window is used up"_s, Noon + Hour},
        {"family", RouteReason::FamilyParked,
         [](auto *account, auto *) {
             account->parks << AccountPark{u"opus"_s, utc(Noon + 1), u"weekly limit"_s, utc(Noon)};
         },
         u"weekly limit"_s, Noon + 1},
        {"no way", RouteReason::NoWay, [](auto *account, auto *) { account->route.problem = u"The proxy was removed."_s; },
         u"The proxy was removed."_s},
        {"no credential", RouteReason::NoCredential, [](auto *account, auto *) { account->secret.reset(); }},
        {"reserve", RouteReason::Reserve,
         [](auto *account, auto *) {
             account->routing.reservePercent = 15;
             account->quotas << quota(u"7d"_s, 0.9, Noon + 2 * Hour) << quota(u"5h"_s, 0.95, Noon + Hour) << quota(u"rpm"_s, 0.1, 0);
         },
         u"7d"_s, Noon + 2 * Hour},
        {"reserve of the family", RouteReason::Reserve,
         [](auto *account, auto *) {
             account->routing.reservePercent = 15;
             account->quotas << quota(u"7d"_s, 0.5, Noon + 2 * Hour) << quota(u"7d_opus"_s, 0.9, Noon + Hour);
         },
         u"7d_opus"_s, Noon + Hour},
    };
    return all;
}

} // namespace

class TestRouter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithTheReason_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < reasons().size(); ++i)
            QTest::newRow(reasons()[i].name) << static_cast<int>(i);
    }

    void refusesWithTheReason()
    {
        QFETCH(int, index);
        const Reason &expected = reasons()[static_cast<std::size_t>(index)];
        RelayAccount one = account(1);
        RouteQuestion asked = question();
        QVERIFY(serves(ask({one}, asked))); // so it is the change that counts
        expected.change(&one, &asked);
        const RouteDecision decision = ask({one}, asked);
        QVERIFY(!serves(decision));
        QCOMPARE(decision.step.basis, TraceStep::Basis::None);
        QCOMPARE(decision.step.candidates.size(), std::size_t(1));
        const TraceCandidate expectedCandidate{1, u"a1"_s, expected.reason, 0, expected.untilMs, expected.detail};
        QVERIFY(decision.step.candidates.front() == expectedCandidate);
    }

    void namesTheFirstOfManyReasons()
    {
        for (std::size_t first = 0; first < reasons().size(); ++first) {
            RelayAccount one = account(1);
            RouteQuestion asked = question();
            // A change of the account's state hides the one before it: later ones first.
            for (std::size_t i = reasons().size(); i-- > first;) {
                if (i == first || reasons()[i].reason != RouteReason::WantsOwnLogin)
                    reasons()[i].change(&one, &asked);
            }
            QVERIFY2(candidate(ask({one}, asked), 1).reason == reasons()[first].reason, reasons()[first].name);
        }
    }

    void leavesToTheRequestWhatOnlyARequestFindsOut_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("proxy down") << Change([](auto *account, auto *) { account->state = Account::State::ProxyDown; });
        QTest::newRow("refreshing") << Change([](auto *account, auto *) { account->state = Account::State::Refreshing; });
        QTest::newRow("token expired") << Change([](auto *account, auto *) { account->expiresAt = utc(Noon - Hour); });
        QTest::newRow("park over") << Change([](auto *account, auto *) { park(account, Noon); });
        QTest::newRow("parked without a time") << Change([](auto *account, auto *) { account->state = Account::State::Parked; });
        QTest::newRow("another family") << Change([](auto *account, auto *) {
            account->parks << AccountPark{u"sonnet"_s, utc(Noon + Hour), {}, {}};
        });
        QTest::newRow("no family") << Change([](auto *account, auto *question) {
            account->parks << AccountPark{u"opus"_s, utc(Noon + Hour), {}, {}};
            question->family.clear();
        });
        QTest::newRow("no model") << Change([](auto *account, auto *question) {
            account->routing.models.allow = {u"*haiku*"_s};
            question->model.clear();
        });
        QTest::newRow("alias") << Change([](auto *account, auto *question) {
            account->routing.models = {{u"*haiku*"_s}, {{question->model, u"claude-haiku-4-5"_s}}};
        });
        QTest::newRow("stale quota") << Change([](auto *account, auto *) {
            account->routing.reservePercent = 15;
            account->quotas << quota(u"5h"_s, 1, Noon);
        });
        QTest::newRow("just the reserve left") << Change([](auto *account, auto *) {
            account->routing.reservePercent = 15;
            account->quotas << quota(u"5h"_s, 0.85, Noon + Hour) << quota(u"7d"_s, -1, Noon + Hour);
        });
        QTest::newRow("another family's quota") << Change([](auto *account, auto *) {
            account->routing.reservePercent = 15;
            account->quotas << quota(u"7d_sonnet"_s, 1, Noon + Hour);
        });
        QTest::newRow("no reserve, all used") << Change([](auto *account, auto *) { account->quotas << quota(u"5h"_s, 1.2, Noon + Hour); });
        QTest::newRow("pinned in its reserve") << Change([](auto *account, auto *question) {
            account->routing.reservePercent = 15;
            account->quotas << quota(u"5h"_s, 1, Noon + Hour);
            question->accounts = {1};
        });
    }

    void leavesToTheRequestWhatOnlyARequestFindsOut()
    {
        QFETCH(Change, change);
        RelayAccount one = account(1);
        RouteQuestion asked = question();
        change(&one, &asked);
        QVERIFY(serves(ask({one}, asked)));
    }

    void anOwnLoginGoesToPassThroughOnly()
    {
        RouteQuestion asked = question();
        asked.carriesOwnLogin = true;
        const auto both = ask({account(1), passThrough(2)}, asked);
        QCOMPARE(candidate(both, 1).reason, RouteReason::HasOwnLogin);
        QCOMPARE(candidate(both, 2).reason, RouteReason::Chosen);

        RelayAccount paused = passThrough(2);
        paused.state = Account::State::Paused; // its user's login must not end up with another account
        QCOMPARE(candidate(ask({account(1), paused}, asked), 1).reason, RouteReason::HasOwnLogin);
    }

    void anOwnLoginWithoutAPlaceIsServedLikeAny()
    {
        RouteQuestion asked = question();
        asked.carriesOwnLogin = true;
        QCOMPARE(candidate(ask({account(1)}, asked), 1).reason, RouteReason::Chosen);
        RelayAccount gemini = passThrough(2);
        gemini.protocol = Protocol::Gemini;
        QCOMPARE(candidate(ask({account(1), gemini}, asked), 1).reason, RouteReason::Chosen);
        asked.accounts = {1, 3};
        const auto notAllowed = ask({account(1), passThrough(2)}, asked);
        QCOMPARE(candidate(notAllowed, 1).reason, RouteReason::Chosen);
        QCOMPARE(candidate(notAllowed, 2).reason, RouteReason::NotPermitted);
    }

    void tracesEveryAccountInOrder()
    {
        RelayAccount paused = account(3);
        paused.state = Account::State::Paused;
        const RouteDecision decision = ask({account(1), account(2), paused}, question());
        QCOMPARE(decision.step.basis, TraceStep::Basis::Strategy);
        QCOMPARE(decision.step.rule, u"priority"_s);
        QList<RouteReason> told;
        for (const TraceCandidate &one : decision.step.candidates)
            told << one.reason;
        QCOMPARE(told, (QList{RouteReason::Chosen, RouteReason::NotBetter, RouteReason::Paused}));
    }

    void hasNothingToSayWithoutAccounts()
    {
        const RouteDecision decision = ask({}, question());
        QVERIFY(decision.step.candidates.empty());
        QCOMPARE(decision.step.basis, TraceStep::Basis::None);
        QCOMPARE(decision.freeAtMs, 0);
    }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
