// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/vertexaddress.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestVertexAddress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRegionStandsInHostAndPath_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("url");
        const QString pattern = u"https://{region}-aiplatform.googleapis.com"_s;
        QTest::newRow("a region")
            << pattern << u"europe-west4"_s
            << u"https://europe-west4-aiplatform.googleapis.com/v1/projects/p-1/locations/europe-west4/publishers/google"_s;
        QTest::newRow("global") << pattern << u"global"_s
                                << u"https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/publishers/google"_s;
        QTest::newRow("an address of one's own") << u"http://127.0.0.1:8080"_s << u"us-central1"_s
                                                 << u"http://127.0.0.1:8080/v1/projects/p-1/locations/us-central1/publishers/google"_s;
    }
    void theRegionStandsInHostAndPath()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, region);
        const VertexPlace place{u"p-1"_s, region};
        const auto url = vertexBaseUrl(host, place);
        QVERIFY(url);
        QTEST(*url, "url");
        QCOMPARE(vertexPlaceOf(*url), std::optional(place)); // and is found again
    }

    void whatCantBeAPlaceIsRefused_data()
    {
        QTest::addColumn<QString>("project");
        QTest::addColumn<QString>("region");
        const auto row = [](const char *name, const QString &project, const QString &region) { QTest::newRow(name) << project << region; };
        row("no region", u"p"_s, {});
        row("no project", {}, u"global"_s);
        row("a name with blanks", u"My project"_s, u"global"_s);
        row("capitals", u"p"_s, u"US-Central1"_s);
        row("another path", u"p/../q"_s, u"global"_s);
        row("dots", u".."_s, u"global"_s);
        row("a host", u"p"_s, u"evil.example/"_s);
        row("a line", u"p"_s, u"global\n"_s);
        row("encoded", u"p%2F"_s, u"global"_s);
    }
    void whatCantBeAPlaceIsRefused()
    {
        QFETCH(const QString, project);
        QFETCH(const QString, region);
        const auto url = vertexBaseUrl(u"https://h"_s, {project, region});
        QVERIFY(!url);
        QCOMPARE(url.error().code, Error::Code::Invalid);
    }

    void otherProjectsAreKnown()
    {
        for (const QString &project : {u"a"_s, u"123456789"_s, u"example.com:research"_s, u"my-project-42"_s})
            QVERIFY2(vertexBaseUrl(u"https://h"_s, {project, u"global"_s}), qPrintable(project));
    }

    void otherBaseUrlsHaveNoPlace()
    {
        for (const QString &url : {u"https://generativelanguage.googleapis.com"_s, u"https://h/v1/projects/p/locations/r"_s,
                                   u"https://h/v1/projects/p/locations/r/publishers/google/models"_s, QString()})
            QVERIFY2(!vertexPlaceOf(url), qPrintable(url));
    }
};

QTEST_GUILESS_MAIN(TestVertexAddress)
#include "tst_vertexaddress.moc"
