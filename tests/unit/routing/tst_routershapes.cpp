// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Gemini's requests in two shapes, and accounts that serve some of them.
#include "tests/unit/routing/routingbench.h"

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestRouterShapes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vertexServesContentAndCountsAndSaysSoOfTheRest()
    {
        using Kind = ApiCall::Kind;
        for (const Kind kind : {Kind::Generate, Kind::CountTokens, Kind::Embed, Kind::ListModels, Kind::Model}) {
            const bool isServed = kind == Kind::Generate || kind == Kind::CountTokens;
            RelayAccount vertex = account(1);
            vertex.protocol = Protocol::Gemini;
            vertex.pathStyle = PathStyle::Vertex;
            RelayAccount studio = account(2);
            studio.protocol = Protocol::Gemini;
            RouteQuestion asked = question();
            asked.protocol = Protocol::Gemini;
            asked.call = kind;
            const RouteDecision alone = ask({vertex}, asked);
            QCOMPARE(serves(alone), isServed);
            QVERIFY(isServed || candidate(alone, 1).reason == RouteReason::CallNotServed);
            const RouteDecision both = ask({vertex, studio}, asked);
            QCOMPARE(candidate(both, isServed ? 1 : 2).reason, RouteReason::Chosen); // where it can't, somebody else may
        }
    }

    void codeAssistsShapeIsForItsAccountsAndNoOther()
    {
        for (const PathStyle style : {PathStyle::Plain, PathStyle::Vertex, PathStyle::CodeAssist}) {
            for (const bool isAsked : {false, true}) {
                RelayAccount one = account(1);
                one.protocol = Protocol::Gemini;
                one.pathStyle = style;
                RouteQuestion asked = question();
                asked.protocol = Protocol::Gemini;
                asked.codeAssist = isAsked;
                const RouteDecision decision = ask({one}, asked);
                QCOMPARE(serves(decision), isAsked == (style == PathStyle::CodeAssist));
                QVERIFY(serves(decision) || candidate(decision, 1).reason == RouteReason::OtherProtocol);
            }
        }
    }

    void whatCanBeWrappedIsForAccountsOfBothShapes()
    {
        for (const PathStyle style : {PathStyle::Plain, PathStyle::Vertex, PathStyle::CodeAssist}) {
            RelayAccount one = account(1);
            one.protocol = Protocol::Gemini;
            one.pathStyle = style;
            RouteQuestion asked = question();
            asked.protocol = Protocol::Gemini;
            asked.canBeWrapped = true;
            QVERIFY(serves(ask({one}, asked)));
            asked.protocol = Protocol::OpenAi; // of others it says nothing
            QVERIFY(!serves(ask({one}, asked)));
        }
    }
};

QTEST_GUILESS_MAIN(TestRouterShapes)
#include "tst_routershapes.moc"
