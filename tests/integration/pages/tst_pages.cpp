// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/pages/wiretap.h"
#include "tests/integration/relay/relayfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList Attempts{u"fetch-key"_s, u"fetch-simple"_s, u"fetch-get"_s, u"fetch-credentials"_s, u"no-cors-post"_s, u"no-cors-get"_s,
                           u"xhr"_s,       u"beacon"_s,       u"form-post"_s, u"form-get"_s,          u"image"_s,        u"script"_s,
                           u"style"_s,     u"frame"_s,        u"sandboxed"_s, u"websocket"_s,         u"eventsource"_s};

// A real Chromium, headless, with a profile of its own. Every name leads to this machine, and all that goes to
// @p relayPort, by whatever name, through the wiretap.
class Browser final
{
public:
    Browser(quint16 relayPort, quint16 tapPort, const QString &url)
    {
        const QString rules = u"MAP *:%1 127.0.0.1:%2, MAP evil.test 127.0.0.1"_s.arg(relayPort).arg(tapPort);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(m_profile.filePath(u"log"_s));
        m_process.start(QStringLiteral(CHROMIUM_PROGRAM),
                        {u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s, u"--no-first-run"_s,
                         u"--no-proxy-server"_s, u"--disable-background-networking"_s, u"--disable-component-update"_s,
                         u"--user-data-dir="_s + m_profile.path(), u"--host-resolver-rules="_s + rules, url});
    }
    ~Browser()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(Browser)

private:
    QTemporaryDir m_profile;
    QProcess m_process;
};

// A relay, a browser's way to it, and the server of a page that is up to no good. The page knows everything: the port, and
// a valid key.
struct Bench
{
    RelayFixture relay;
    Wiretap tap{relay.host.port()};
    ScriptedUpstream attacker;
    QJsonObject result; // what the page saw, by "host attempt"

    explicit Bench(const QByteArray &hosts)
    {
        QFile file(QStringLiteral(PROJECT_ROOT "/tests/integration/pages/attack.html"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no attack.html");
        page = file.readAll();
        page.replace("@PORT@", QByteArray::number(relay.host.port())).replace("@KEY@", relay.key).replace("@HOSTS@", hosts);
        page.replace("@COLLECTOR@", QByteArray("http://evil.test:" + QByteArray::number(attacker.port()) + "/result"));
        attacker.setAnswer([this](const ScriptedUpstream::Seen &seen) {
            if (seen.head.startsWith("POST /result"))
                result = QJsonDocument::fromJson(seen.body).object();
            seen.socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + QByteArray::number(page.size())
                               + "\r\n\r\n" + page);
        });
    }

    [[nodiscard]] std::vector<Wiretap::Talk> talksOf(const QString &host, const QString &attempt) const
    {
        std::vector<Wiretap::Talk> found;
        const QByteArray hostField = "\r\nHost: " + host.toLatin1() + ':' + QByteArray::number(relay.host.port()) + "\r\n";
        const QByteArray mark = "attempt=" + attempt.toLatin1();
        std::copy_if(tap.talks().cbegin(), tap.talks().cend(), std::back_inserter(found), [&](const Wiretap::Talk &talk) {
            return talk.request.contains(hostField)
                   && (talk.line().contains(QByteArray(mark + ' ')) || talk.line().contains(QByteArray(mark + '&')));
        });
        return found;
    }
    [[nodiscard]] bool wasAnswered(const QString &host, const QString &attempt) const
    {
        const auto talks = talksOf(host, attempt);
        return !talks.empty() && std::all_of(talks.cbegin(), talks.cend(), [](const auto &talk) { return talk.status() > 0; });
    }

    QByteArray page;
};

} // namespace

// Web pages in a real browser against a whole relay.
class TestPages final : public QObject
{
    Q_OBJECT

    // The relay's side: every attempt arrived, was refused before its key was looked at, and went nowhere.
    static void verifyAllRefused(Bench &bench, const QStringList &hosts, const QList<int> &statuses)
    {
        for (const QString &host : hosts) {
            for (const QString &attempt : Attempts) {
                QTRY_VERIFY2(bench.wasAnswered(host, attempt), qPrintable(host + u' ' + attempt));
                for (const Wiretap::Talk &talk : bench.talksOf(host, attempt))
                    QVERIFY2(statuses.contains(talk.status()), QByteArray(talk.request + talk.answer).constData());
            }
        }
        for (const Wiretap::Talk &talk : bench.tap.talks()) {
            QVERIFY(!talk.answer.toLower().contains("\naccess-control-"));
            QVERIFY(!talk.answer.contains(bench.relay.key));
        }
        // The same key in a tool's request goes through, and it alone: so nothing else reached the relay behind the guard.
        QVERIFY(bench.relay.upstream.seen().isEmpty());
        RawClient tool(bench.relay.host.port());
        tool.send(bench.relay.post("{}"));
        QTRY_COMPARE(tool.status(), 200);
        QCOMPARE(bench.relay.upstream.seen().size(), 1);
        const auto served = [&bench](bool all) {
            return std::count_if(bench.relay.records.cbegin(), bench.relay.records.cend(), [all](const RequestRecord &record) {
                // Where the browser shows our refusal as a page, it asks for that page's icon, without a key.
                return record.path != u"/favicon.ico" && (all || record.outcome == RequestRecord::Outcome::Done);
            });
        };
        QTRY_COMPARE(served(false), 1);
        QCOMPARE(served(true), 1);
    }

private Q_SLOTS:
    void aPageOfAnotherOriginGetsNothing()
    {
        const QStringList hosts{u"127.0.0.1"_s, u"localhost"_s, u"[::1]"_s, u"evil.test"_s};
        Bench bench(hosts.join(u' ').toLatin1());
        const Browser browser(bench.relay.host.port(), bench.tap.port(), u"http://evil.test:%1/attack.html"_s.arg(bench.attacker.port()));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.result.isEmpty(), 100'000);

        QCOMPARE(bench.result.size(), hosts.size() * Attempts.size());
        const QStringList harmless{u"blocked"_s, u"opaque"_s, u"error"_s, u"queued"_s, u"unreadable"_s};
        for (auto seen = bench.result.constBegin(); seen != bench.result.constEnd(); ++seen) {
            const bool isFrame = seen.key().endsWith(u" frame"); // a frame says "load" whatever it shows
            QVERIFY2(harmless.contains(seen->toString()) || (isFrame && seen->toString() == u"load"),
                     qPrintable(seen.key() + u": "_s + seen->toString()));
        }
        QTRY_VERIFY(bench.wasAnswered(u"127.0.0.1"_s, u"navigation"_s));
        QCOMPARE(bench.talksOf(u"127.0.0.1"_s, u"navigation"_s).front().status(), 403);
        verifyAllRefused(bench, hosts.first(3), {403});
    }

    // The page's name leads to the attacker first, and to this machine afterwards: same origin to the browser, which then
    // lets it read every answer.
    void aPageAfterDnsRebindingGetsNothing()
    {
        Bench bench("evil.test");
        bench.tap.servePage("/attack.html", bench.page);
        const Browser browser(bench.relay.host.port(), bench.tap.port(), u"http://evil.test:%1/attack.html"_s.arg(bench.relay.host.port()));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.result.isEmpty(), 100'000);

        QCOMPARE(bench.result.size(), Attempts.size());
        for (const QString &attempt :
             {u"fetch-key"_s, u"fetch-simple"_s, u"fetch-get"_s, u"fetch-credentials"_s, u"no-cors-get"_s, u"xhr"_s}) {
            const QString seen = bench.result.value(u"evil.test "_s + attempt).toString();
            QVERIFY2(seen.startsWith(u"status 421 "), qPrintable(attempt + u": "_s + seen));
            QVERIFY2(seen.contains(u"This address is served only as"), qPrintable(seen));
        }
        for (const QString &attempt : {u"image"_s, u"script"_s, u"style"_s, u"websocket"_s, u"eventsource"_s})
            QCOMPARE(bench.result.value(u"evil.test "_s + attempt).toString(), u"error"_s);
        QCOMPARE(bench.result.value(u"evil.test sandboxed"_s).toString(), u"blocked"_s);
        verifyAllRefused(bench, {u"evil.test"_s}, {421});
    }
};

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
