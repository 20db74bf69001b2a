// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/profile.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject signInObject()
{
    return {{u"flavor"_s, u"oauth2"_s},
            {u"authorizeUrl"_s, u"https://a.example/authorize?code=true"_s},
            {u"tokenUrl"_s, u"https://a.example/token"_s},
            {u"tokenBody"_s, u"form"_s},
            {u"clientId"_s, u"me"_s},
            {u"scopes"_s, QJsonArray{u"one"_s, u"two"_s}}};
}

QJsonObject profileObject()
{
    return {{u"id"_s, u"x"_s},
            {u"displayName"_s, u"X"_s},
            {u"protocol"_s, u"anthropic"_s},
            {u"baseUrl"_s, u"https://x.example/api"_s},
            {u"authStyle"_s, u"bearer"_s},
            {u"apiKeyUrl"_s, u"https://x.example/keys"_s},
            {u"apiKeyAllowed"_s, false},
            {u"signIn"_s, signInObject()}};
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

ProviderProfile byId(const std::vector<ProviderProfile> &profiles, const QString &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(), [&id](const ProviderProfile &one) { return one.id == id; });
    return found == profiles.end() ? ProviderProfile{} : *found;
}

} // namespace

class TestProfile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField()
    {
        const auto profile = parseProviderProfile(json(profileObject()));
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().detail));
        SignInProfile signIn;
        signIn.authorizeUrl = u"https://a.example/authorize?code=true"_s;
        signIn.tokenUrl = u"https://a.example/token"_s;
        signIn.clientId = u"me"_s;
        signIn.scopes = QStringList{u"one"_s, u"two"_s};
        const ProviderProfile expected{u"x"_s,
                                       u"X"_s,
                                       Protocol::Anthropic,
                                       u"https://x.example/api"_s,
                                       AuthStyle::Bearer,
                                       false,
                                       false,
                                       false,
                                       u"https://x.example/keys"_s,
                                       signIn};
        QCOMPARE(*profile, expected);
    }

    void ignoresUnknownFieldsAndFillsInAbsentOnes()
    {
        QJsonObject object = profileObject();
        object.remove("signIn"_L1);
        object.remove("apiKeyUrl"_L1);
        object.remove("apiKeyAllowed"_L1);
        object.insert(u"later"_s, QJsonObject{{u"a"_s, 1}});
        const auto profile = parseProviderProfile(json(object));
        QVERIFY(profile);
        QVERIFY(profile->apiKeyAllowed);
        QVERIFY(!profile->listsAllModels);
        QVERIFY(profile->apiKeyUrl.isEmpty());
        QVERIFY(!profile->signIn);
    }

    void readsWhereCreditIsTold_data()
    {
        QTest::addColumn<QJsonObject>("credit");
        QTest::addColumn<QString>("wrong"); // empty: nothing is
        const QJsonObject whole{{u"path"_s, u"/v1/key"_s}, {u"remaining"_s, u"data.left"_s}, {u"used"_s, u"data.used"_s}};
        const auto with = [&whole](const QString &name, const QJsonValue &value) {
            QJsonObject changed = whole;
            changed.insert(name, value);
            return changed;
        };
        QTest::newRow("whole") << whole << QString();
        QTest::newRow("no use told") << with(u"used"_s, QString()) << QString();
        QTest::newRow("no path") << with(u"path"_s, QString()) << u"credit.path"_s;
        QTest::newRow("another host") << with(u"path"_s, u"//x.example/key"_s) << u"credit.path"_s;
        QTest::newRow("an address") << with(u"path"_s, u"https://x.example/key"_s) << u"credit.path"_s;
        QTest::newRow("the host goes on") << with(u"path"_s, u".x.example/key"_s) << u"credit.path"_s;
        QTest::newRow("upwards") << with(u"path"_s, u"/../key"_s) << u"credit.path"_s;
        QTest::newRow("nothing told") << with(u"remaining"_s, QString()) << u"credit.remaining"_s;
        QTest::newRow("a number") << with(u"remaining"_s, 7) << u"credit.remaining"_s;
    }
    void readsWhereCreditIsTold()
    {
        QFETCH(const QJsonObject, credit);
        QFETCH(const QString, wrong);
        QJsonObject object = profileObject();
        object.insert(u"credit"_s, credit);
        const auto profile = parseProviderProfile(json(object));
        QCOMPARE(profile.has_value(), wrong.isEmpty());
        if (profile)
            QCOMPARE(profile->credit.value(), (CreditProfile{u"/v1/key"_s, u"data.left"_s, credit["used"_L1].toString()}));
        else
            QVERIFY2(profile.error().detail.contains(wrong), qPrintable(profile.error().detail));
    }

    void namesTheFieldThatIsWrong_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value"); // undefined: removed
        const QJsonValue none(QJsonValue::Undefined);
        for (const QString &field : {u"id"_s, u"displayName"_s, u"protocol"_s, u"baseUrl"_s, u"authStyle"_s, u"signIn.flavor"_s,
                                     u"signIn.authorizeUrl"_s, u"signIn.tokenUrl"_s, u"signIn.tokenBody"_s})
            QTest::addRow("%s missing", qPrintable(field)) << field << none;
        for (const QString &field : {u"id"_s, u"displayName"_s, u"signIn.authorizeUrl"_s, u"signIn.tokenUrl"_s})
            QTest::addRow("%s empty", qPrintable(field)) << field << QJsonValue(QString());
        for (const QString &field : {u"id"_s, u"displayName"_s, u"protocol"_s, u"baseUrl"_s, u"authStyle"_s, u"apiKeyAllowed"_s,
                                     u"listsAllModels"_s, u"keyOptional"_s, u"organization"_s, u"apiKeyUrl"_s, u"signIn"_s,
                                     u"signIn.flavor"_s, u"signIn.tokenBody"_s, u"signIn.clientId"_s, u"signIn.scopes"_s})
            QTest::addRow("%s a number", qPrintable(field)) << field << QJsonValue(7);
        QTest::newRow("unknown protocol") << u"protocol"_s << QJsonValue(u"gopher"_s);
        QTest::newRow("unknown flavor") << u"signIn.flavor"_s << QJsonValue(u"oauth1"_s);
        QTest::newRow("scopes with a number") << u"signIn.scopes"_s << QJsonValue(QJsonArray{u"a"_s, 1});
        QTest::newRow("plain http elsewhere") << u"baseUrl"_s << QJsonValue(u"http://x.example"_s);
        QTest::newRow("slash at the end") << u"baseUrl"_s << QJsonValue(u"https://x.example/"_s);
        QTest::newRow("no address") << u"signIn.tokenUrl"_s << QJsonValue(u"x.example"_s);
    }

    void namesTheFieldThatIsWrong()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject object = profileObject();
        QJsonObject inner = signInObject();
        const bool nested = field.startsWith(u"signIn.");
        QJsonObject &target = nested ? inner : object;
        const QString name = nested ? field.sliced(7) : field;
        if (value.isUndefined())
            target.remove(name);
        else
            target.insert(name, value);
        if (nested)
            object.insert(u"signIn"_s, inner);
        const auto profile = parseProviderProfile(json(object));
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::Invalid);
        QVERIFY2(profile.error().detail.contains(u'"' + field + u'"'), qPrintable(profile.error().detail));
    }

    void refusesWhatIsNoObject_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("cut off") << json(profileObject()).chopped(3);
    }

    void refusesWhatIsNoObject()
    {
        QFETCH(QByteArray, text);
        const auto profile = parseProviderProfile(text);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::Invalid);
    }

    void allowsPlainHttpOnThisComputer()
    {
        QJsonObject object = profileObject();
        for (const QString &url : {u"http://127.0.0.1:8080"_s, u"http://localhost:8080"_s, u"http://[::1]:8080"_s}) {
            object.insert(u"baseUrl"_s, url);
            QVERIFY2(parseProviderProfile(json(object)), qPrintable(url));
        }
    }

    void aPlaceForTheRegionIsVertexAIsOnly()
    {
        QJsonObject object = profileObject();
        object.insert(u"baseUrl"_s, u"https://{region}-x.example"_s);
        QVERIFY(parseProviderProfile(json(object)).error().detail.contains(u"\"baseUrl\""_s));
        object.insert(u"paths"_s, u"vertex"_s);
        QVERIFY(parseProviderProfile(json(object)));
        object.insert(u"serviceAccount"_s, QJsonObject{{u"scopes"_s, QJsonArray()}, {u"testModel"_s, u"m"_s}});
        QVERIFY(parseProviderProfile(json(object)).error().detail.contains(u"\"serviceAccount.scopes\""_s));
    }

    void aUsersFileReplacesOrAdds()
    {
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        QJsonObject own = profileObject();
        own.insert(u"id"_s, u"openrouter"_s);
        write(u"a.json"_s, json(own));
        own.insert(u"id"_s, u"our-gateway"_s);
        write(u"b.json"_s, json(own));
        write(u"c.json"_s, "{\"id\": \"anthropic\"");
        write(u"d.json"_s, QByteArray(300'000, ' '));
        const ProfileSet set = withUserProfiles(*bundledProfiles(), folder.path());
        QCOMPARE(set.profiles.size(), bundledProfiles()->size() + 1);
        QCOMPARE(byId(set.profiles, u"openrouter"_s).displayName, u"X"_s);
        QCOMPARE(set.profiles.back().id, u"our-gateway"_s);
        QCOMPARE(set.profiles.at(0).baseUrl, u"https://api.anthropic.com"_s); // the built-in one stays in force
        QCOMPARE(set.problems.size(), std::size_t(2));
        QVERIFY(set.problems.at(0).file.endsWith(u"c.json"_s));
        QVERIFY2(set.problems.at(0).error.detail.contains(u"JSON"_s), qPrintable(set.problems.at(0).error.detail));
        QVERIFY(withUserProfiles(*bundledProfiles(), folder.filePath(u"nothing"_s)).problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
