// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/formdata.h"
#include "core/oauth/jwtassertion.h"
#include "tests/support/serviceaccountfile.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestJwtAssertion final : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'795'651'200, Qt::UTC);
    Pkey m_key;
    ServiceAccount m_account;

    [[nodiscard]] static QByteArray decoded(const QByteArray &part)
    {
        return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    [[nodiscard]] QByteArrayList parts(const QStringList &scopes = {u"scope-1"_s}) const
    {
        const auto made = jwtAssertion(m_account, scopes, m_now);
        return made ? (*made)->reveal([](QByteArrayView text) { return text.toByteArray(); }).split('.') : QByteArrayList();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key = makeRsaKey();
        m_account = *parseServiceAccount(keyFileOf(keyFileObject(pemOf(m_key))));
    }

    void thePublicKeyVerifiesIt()
    {
        const QByteArrayList made = parts();
        QCOMPARE(made.size(), 3);
        const QByteArray signedText = made.at(0) + '.' + made.at(1);
        const QByteArray signature = decoded(made.at(2));
        QCOMPARE(signature.size(), 256);
        QVERIFY(verifies(m_key, signedText, signature));
        QVERIFY(!verifies(m_key, QByteArray(signedText).replace(5, 1, "x"), signature));
        QVERIFY(!verifies(makeRsaKey(), signedText, signature));
    }

    void headerAndClaimsAreExact()
    {
        const QByteArrayList made = parts({u"scope-1"_s, u"scope-2"_s});
        const QJsonObject header{{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, u"0123abcd"_s}};
        const QJsonObject claims{{u"iss"_s, u"relay@project-1.iam.gserviceaccount.com"_s},
                                 {u"scope"_s, u"scope-1 scope-2"_s},
                                 {u"aud"_s, u"https://oauth2.googleapis.com/token"_s},
                                 {u"iat"_s, 1'795'651'140}, // a minute ago: the other clock may be behind
                                 {u"exp"_s, 1'795'654'740}};
        QCOMPARE(QJsonDocument::fromJson(decoded(made.at(0))).object(), header);
        QCOMPARE(QJsonDocument::fromJson(decoded(made.at(1))).object(), claims);
        for (const QByteArray &part : made)
            QVERIFY(!part.contains('=') && !part.contains('+') && !part.contains('/'));
    }

    void noTokenLivesLongerThanAnHour()
    {
        const QJsonObject claims = QJsonDocument::fromJson(decoded(parts().at(1))).object();
        QVERIFY(claims["exp"_L1].toInteger() - claims["iat"_L1].toInteger() <= 3600);
        QVERIFY(claims["exp"_L1].toInteger() > m_now.toSecsSinceEpoch() + 3000);
    }

    void aKeyThatCantSignMakesNone()
    {
        ServiceAccount broken = m_account;
        broken.privateKey = shareSecret(QByteArray("no key"));
        const auto made = jwtAssertion(broken, {u"s"_s}, m_now);
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::Invalid);
    }

    void theRequestIsAForm()
    {
        const auto made = jwtAssertion(m_account, {u"s"_s}, m_now);
        const TransferRequest request = assertionRequest(m_account.tokenUri, *made);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.url, QByteArray("https://oauth2.googleapis.com/token"));
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/x-www-form-urlencoded"));
        const auto form = parseForm(request.body);
        QVERIFY(form);
        QCOMPARE(form->size(), std::size_t(2));
        QCOMPARE(form->at("grant_type"), QByteArray("urn:ietf:params:oauth:grant-type:jwt-bearer"));
        QVERIFY((*made)->reveal([&form](QByteArrayView text) { return form->at("assertion") == text; }));
        QVERIFY(!request.sentOnce);
        QVERIFY(!request.body.contains("PRIVATE"));
    }
};

QTEST_GUILESS_MAIN(TestJwtAssertion)
#include "tst_jwtassertion.moc"
