// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/formdata.h"

#include <QTest>

using namespace homeport;

class TestFormData final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesNamesAndValuesOnce()
    {
        const auto form = parseForm("a=1&b+c=x%20y+z&d=%252B&e&f=&&%67=h%3Di");
        QVERIFY(form);
        QCOMPARE(*form, (FormData{{"a", "1"}, {"b c", "x y z"}, {"d", "%2B"}, {"e", ""}, {"f", ""}, {"g", "h=i"}}));
    }

    void nothingWhenANameComesTwice()
    {
        QVERIFY(!parseForm("code=1&state=2&code=3"));
        QVERIFY(!parseForm("code=1&c%6Fde=3"));
    }

    void anEmptyTextHasNoFields() { QCOMPARE(*parseForm(""), FormData()); }

    void whatIsWrittenIsReadBack()
    {
        QByteArray everyByte;
        for (int byte = 0; byte < 256; ++byte)
            everyByte += static_cast<char>(byte);
        QByteArray form;
        appendFormField(form, "a", everyByte);
        appendFormField(form, "b", "x&y=z");
        QCOMPARE(*parseForm(form), (FormData{{"a", everyByte}, {"b", "x&y=z"}}));
    }

    void joinsOntoAnAddress()
    {
        QByteArray plain = "https://x.example/p";
        appendQueryField(plain, "a", "1 2");
        appendQueryField(plain, "b", "&");
        QCOMPARE(plain, QByteArray("https://x.example/p?a=1%202&b=%26"));
        QByteArray queried = "https://x.example/p?code=true";
        appendQueryField(queried, "a", "1");
        QCOMPARE(queried, QByteArray("https://x.example/p?code=true&a=1"));
    }
};

QTEST_GUILESS_MAIN(TestFormData)
#include "tst_formdata.moc"
