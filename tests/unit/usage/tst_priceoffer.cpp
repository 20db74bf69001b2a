// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/litellmprices.h"
#include "core/usage/priceoffer.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray quoted(QByteArray json)
{
    return json.replace('\'', '"');
}

PriceList listOf(const QByteArray &models)
{
    return PriceList::parse(quoted("{'version':'1','models':" + models + "}")).value_or(PriceList());
}

const QDateTime Now = QDateTime::fromString(u"2026-11-26T10:00:00Z"_s, Qt::ISODate);

} // namespace

// Price lists from elsewhere.
class TestPriceOffer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesLiteLlmsExactly_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QByteArray>("ours"); // with its id; empty: passed over
        QTest::addColumn<QString>("leftOut"); // part of the reason
        const auto row = [](const char *name, const char *key, const char *entry, const char *ours, const QString &leftOut = {}) {
            QTest::newRow(name) << QByteArray(key) << QByteArray(entry) << QByteArray(ours) << leftOut;
        };
        row("anthropic", "claude-x",
            "'litellm_provider':'anthropic','mode':'chat','input_cost_per_token':3e-06,'output_cost_per_token':1.5e-05,"
            "'cache_creation_input_token_cost':3.75e-06,'cache_creation_input_token_cost_above_1hr':6e-06,'cache_read_input_token_cost':3e-"
            "07,"
            "'search_context_cost_per_query':{'search_context_size_low':0.01,'search_context_size_medium':0.01},'max_tokens':8192",
            "{'claude-x':{'input':3,'output':15,'cache_write_5m':3.75,'cache_write_1h':6,'cache_read':0.3,'web_search':10}}");
        row("anthropic, caches not said", "claude-y",
            "'litellm_provider':'anthropic','mode':'chat','input_cost_per_token':3e-06,'output_cost_per_token':1.5e-05",
            "{'claude-y':{'input':3,'output':15}}");
        row("openai, a cache", "gpt-x",
            "'litellm_provider':'openai','mode':'responses','input_cost_per_token':1.25e-06,'output_cost_per_token':1e-05,"
            "'cache_read_input_token_cost':1.25e-07",
            "{'gpt-x':{'input':1.25,'output':10,'cache_write_5m':1.25,'cache_write_1h':1.25,'cache_read':0.125}}");
        row("gemini, a long prompt", "gemini/gemini-x",
            "'litellm_provider':'gemini','mode':'chat','input_cost_per_token':1.25e-06,'output_cost_per_token':1e-05,"
            "'input_cost_per_token_above_200k_tokens':2.5e-06,'output_cost_per_token_above_200k_tokens':1.5e-05",
            "{'gemini-x':{'input':1.25,'output':10,'cache_write_5m':1.25,'cache_write_1h':1.25,'cache_read':1.25,'long_prompt':{'above':"
            "200000,"
            "'input':2.5,'output':15,'cache_write_5m':2.5,'cache_write_1h':2.5,'cache_read':2.5}}}");
        row("openrouter", "openrouter/vendor/model:free",
            "'litellm_provider':'openrouter','mode':'chat','input_cost_per_token':0,'output_cost_per_token':0",
            "{'vendor/model:free':{'input':0,'output':0,'cache_write_5m':0,'cache_write_1h':0,'cache_read':0}}");
        row("another provider", "bedrock/claude-x",
            "'litellm_provider':'bedrock','mode':'chat','input_cost_per_token':3e-06,'output_cost_per_token':1.5e-05", "{}");
        row("an id that is not exact", "azure/gpt-x",
            "'litellm_provider':'openai','mode':'chat','input_cost_per_token':3e-06,'output_cost_per_token':1.5e-05", "{}");
        row("a model that is tuned", "ft:gpt-x",
            "'litellm_provider':'openai','mode':'chat','input_cost_per_token':3e-06,'output_cost_per_token':1.5e-05", "{}");
        row("no conversation", "text-embedding-x", "'litellm_provider':'openai','mode':'embedding','input_cost_per_token':2e-08", "{}");
        row("finer than a nano-dollar", "gpt-y",
            "'litellm_provider':'openai','mode':'chat','input_cost_per_token':3.75e-08,'output_cost_per_token':1.5e-07,"
            "'cache_read_input_token_cost':1.875e-08",
            "{}", u"gpt-y: \"cache_read_input_token_cost\" is no whole number"_s);
        row("no output", "gpt-z", "'litellm_provider':'openai','mode':'chat','input_cost_per_token':3e-06", "{}",
            u"no price of input and output"_s);
        row("negative", "gpt-z", "'litellm_provider':'openai','mode':'chat','input_cost_per_token':-3e-06,'output_cost_per_token':1e-06",
            "{}", u"input_cost_per_token"_s);
        row("text", "gpt-z", "'litellm_provider':'openai','mode':'chat','input_cost_per_token':'3','output_cost_per_token':1e-06", "{}",
            u"input_cost_per_token"_s);
        row("two long prompts", "gemini/g",
            "'litellm_provider':'gemini','mode':'chat','input_cost_per_token':1e-06,'output_cost_per_token':1e-06,"
            "'input_cost_per_token_above_128k_tokens':2e-06,'input_cost_per_token_above_200k_tokens':3e-06",
            "{}", u"more than one price"_s);
        row("a long prompt without output", "gemini/g",
            "'litellm_provider':'gemini','mode':'chat','input_cost_per_token':1e-06,'output_cost_per_token':1e-06,"
            "'input_cost_per_token_above_200k_tokens':3e-06",
            "{}", u"for long prompts"_s);
    }

    void takesLiteLlmsExactly()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, entry);
        QFETCH(QByteArray, ours);
        QFETCH(QString, leftOut);
        const QJsonObject theirs = QJsonDocument::fromJson(quoted("{'" + key + "':{" + entry + "}}")).object();
        QVERIFY(isLiteLlm(theirs));
        const LiteLlmPrices prices = liteLlmPrices(theirs);
        QCOMPARE(prices.models, QJsonDocument::fromJson(quoted(ours)).object());
        QCOMPARE(prices.leftOut.size(), leftOut.isEmpty() ? 0 : 1);
        QVERIFY2(prices.leftOut.join(u' ').contains(leftOut), qPrintable(prices.leftOut.join(u' ')));
    }

    void tellsFormatsApart_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("format"); // empty: refused
        QTest::addColumn<QString>("why");
        QTest::newRow("ours") << QByteArray("{'version':'2026','models':{'m':{'input':1,'output':2}}}") << u"homeport"_s << QString();
        QTest::newRow("theirs") << QByteArray(
            "{'sample_spec':{'litellm_provider':'one of'},'m':{'litellm_provider':'openai','mode':'chat',"
            "'input_cost_per_token':1e-06,'output_cost_per_token':2e-06},'f':{'litellm_provider':'anthropic',"
            "'mode':'chat','input_cost_per_token':1e-09,'output_cost_per_token':1e-09}}")
                                << u"litellm"_s << u"f: "_s;
        QTest::newRow("a page") << QByteArray("<html>") << QString() << u"no JSON object"_s;
        QTest::newRow("a list") << QByteArray("[]") << QString() << u"no JSON object"_s;
        QTest::newRow("another object") << QByteArray("{'a':1}") << QString() << u"neither"_s;
        QTest::newRow("ours, a bad entry") << QByteArray("{'version':'1','models':{'m':{'input':1}}}") << QString() << u"m.output"_s;
        QTest::newRow("ours, no version") << QByteArray("{'models':{'m':{'input':1,'output':1}}}") << QString() << u"version"_s;
        QTest::newRow("ours, empty") << QByteArray("{'version':'1','models':{}}") << QString() << u"no price of a model"_s;
        QTest::newRow("theirs, nothing for us")
            << QByteArray("{'x/y':{'litellm_provider':'bedrock'}}") << QString() << u"no price of a model"_s;
    }

    void tellsFormatsApart()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, format);
        QFETCH(QString, why);
        const auto offer = readPriceOffer(quoted(json), u"https://a/list"_s, Now);
        if (format.isEmpty()) {
            QVERIFY(!offer && offer.error().code == Error::Code::Invalid);
            QVERIFY2(offer.error().detail.contains(why) && offer.error().detail.contains(u"https://a/list"_s),
                     qPrintable(offer.error().detail));
            return;
        }
        QVERIFY2(offer, offer ? "" : qPrintable(offer.error().detail));
        QCOMPARE(offer->format, format);
        QCOMPARE(offer->list.find(u"m"_s)->input, 1000);
        QCOMPARE(offer->leftOut.isEmpty(), why.isEmpty());
        QVERIFY(offer->leftOut.join(u' ').contains(why));
        QCOMPARE(offer->file["fetched_from"_L1].toString(), u"https://a/list"_s);
        QCOMPARE(offer->file["fetched_at"_L1].toString(), u"2026-11-26T10:00:00Z"_s);
        const auto kept = PriceList::parse(QJsonDocument(offer->file).toJson()); // as it is read at the next start
        QVERIFY(kept && kept->models() == offer->list.models());
    }

    void whatWouldChange()
    {
        const PriceList before = listOf("{'same':{'input':1,'output':2},'dearer':{'input':1,'output':2},'gone':{'input':1,'output':2}}");
        const PriceList after = listOf("{'same':{'input':1,'output':2},'dearer':{'input':2,'output':2},'new':[{'input':1,'output':2,"
                                       "'until':'2026-12-31'},{'input':3,'output':2,'from':'2027-01-01'}]}");
        const QList<PriceChange> changes = priceChanges(before, after);
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes[0].model, u"dearer"_s);
        QCOMPARE(changes[0].before.first().price.input, 1000);
        QCOMPARE(changes[0].after.first().price.input, 2000);
        QVERIFY(changes[1].model == u"gone" && changes[1].after.isEmpty());
        QVERIFY(changes[2].model == u"new" && changes[2].before.isEmpty() && changes[2].after.size() == 2);
        QVERIFY(priceChanges(after, after).isEmpty());
    }

    void aListMayTakeTheAliasesName()
    {
        const PriceList before = PriceList::parse(quoted("{'version':'1','models':{'m-1':{'input':1,'output':2}},'aliases':{'m':'m-1'}}"))
                                     .value_or(PriceList());
        QVERIFY(priceChanges(before, before.with(listOf("{'m':{'input':1,'output':2}}"))).isEmpty());
        QCOMPARE(priceChanges(before, before.with(listOf("{'m':{'input':2,'output':2}}"))).size(), 1);
    }

    void pricesAreToldAsInTheFile()
    {
        const QByteArray models =
            "{'m':[{'input':0.1,'output':0.5,'cache_write_5m':0.125,'cache_write_1h':0.2,'cache_read':0.01,'web_search':10,"
            "'until':'2026-12-31','long_prompt':{'above':100000,'input':0.5,'output':2.5,'cache_write_5m':0.625,"
            "'cache_write_1h':1,'cache_read':0.05,'web_search':10}},{'input':3,'output':15,'cache_write_5m':3.75,"
            "'cache_write_1h':6,'cache_read':0.3,'from':'2027-01-01'}]}";
        const QJsonObject written = QJsonDocument::fromJson(quoted(models)).object();
        QCOMPARE(priceJson(listOf(models).pricedAs(u"m"_s)), written["m"_L1]);
        QVERIFY(priceJson({}).isNull());
    }
};

QTEST_GUILESS_MAIN(TestPriceOffer)
#include "tst_priceoffer.moc"
