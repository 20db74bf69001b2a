// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Gemini's requests in two shapes, and accounts that serve some of them.
#include "core/routing/unknownmodel.h"
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

    void aMissingCallIsToldByTheNameOfItsApi_data()
    {
        QTest::addColumn<PathStyle>("style");
        QTest::addColumn<ApiCall::Kind>("call");
        QTest::addColumn<bool>("canBeWrapped");
        QTest::addColumn<QString>("text"); // empty: it serves
        using Kind = ApiCall::Kind;
        const auto row = [](const char *tag, PathStyle style, Kind call, bool canBeWrapped, const QString &text) {
            QTest::newRow(tag) << style << call << canBeWrapped << text;
        };
        const QString codeAssist = u"the API of Code Assist, which this account is for, has no such call"_s;
        const QString vertex = u"Vertex AI has no embeddings and no list of models in this shape"_s;
        row("Code Assist, content", PathStyle::CodeAssist, Kind::Generate, true, {});
        row("Code Assist, a count", PathStyle::CodeAssist, Kind::CountTokens, true, {});
        row("Code Assist, embeddings", PathStyle::CodeAssist, Kind::Embed, false, codeAssist);
        row("Code Assist, models", PathStyle::CodeAssist, Kind::ListModels, false, codeAssist);
        row("Code Assist, one model", PathStyle::CodeAssist, Kind::Model, false, codeAssist);
        row("Vertex AI, content", PathStyle::Vertex, Kind::Generate, true, {});
        row("Vertex AI, embeddings", PathStyle::Vertex, Kind::Embed, false, vertex);
        row("Gemini, embeddings", PathStyle::Plain, Kind::Embed, false, {});
    }
    void aMissingCallIsToldByTheNameOfItsApi()
    {
        QFETCH(const PathStyle, style);
        QFETCH(const ApiCall::Kind, call);
        QFETCH(const bool, canBeWrapped);
        QFETCH(const QString, text);
        RelayAccount one = account(1);
        one.protocol = Protocol::Gemini;
        one.pathStyle = style;
        RouteQuestion asked = question();
        asked.protocol = Protocol::Gemini;
        asked.call = call;
        asked.canBeWrapped = canBeWrapped;
        const RouteDecision decision = ask({one}, asked);
        QCOMPARE(serves(decision), text.isEmpty());
        QCOMPARE(candidate(decision, 1).reason, text.isEmpty() ? RouteReason::Chosen : RouteReason::CallNotServed);
        QCOMPARE(candidate(decision, 1).detail, text);
    }

    void whoLacksTheCallSaysNothingAboutTheModel()
    {
        RelayAccount assist = account(1);
        assist.protocol = Protocol::Gemini;
        assist.pathStyle = PathStyle::CodeAssist;
        RelayAccount studio = account(2);
        studio.protocol = Protocol::Gemini;
        studio.routing.models.allow = {u"gemini-embedding-001"_s};
        RouteQuestion asked = question();
        asked.protocol = Protocol::Gemini;
        asked.call = ApiCall::Kind::Embed;
        asked.model = u"gemini-embedding-002"_s;
        QVERIFY(isModelUnknown(ask({assist, studio}, asked).step));
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
                const RouteReason no = style == PathStyle::CodeAssist ? RouteReason::CallNotServed : RouteReason::OtherProtocol;
                QCOMPARE(candidate(decision, 1).reason, serves(decision) ? RouteReason::Chosen : no);
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
