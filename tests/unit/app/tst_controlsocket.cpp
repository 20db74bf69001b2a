// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlsocket.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestControlSocket : public QObject
{
    Q_OBJECT

    const QString m_longDir = u"/"_s + QString(120, u'd');

private Q_SLOTS:
    void liesInTheStateFolder() { QCOMPARE(controlSocketName(u"/state"_s).value(), u"/state/control.sock"_s); }

    void movesToTheRuntimeFolderWhenThePathIsTooLong()
    {
        qputenv("XDG_RUNTIME_DIR", "/run/user/1");
        const QString name = controlSocketName(m_longDir).value();
        QVERIFY(name.startsWith(u"/run/user/1/homeport-"_s));
        QVERIFY(name.size() <= 107);
        QCOMPARE(controlSocketName(m_longDir).value(), name);
        QVERIFY(controlSocketName(m_longDir + u'x').value() != name);
    }

    void countsBytesNotCharacters()
    {
        qputenv("XDG_RUNTIME_DIR", "/run/user/1");
        QVERIFY(controlSocketName(u"/"_s + QString(60, u'ü')).value().startsWith(u"/run/user/1/"_s));
    }

    void saysWhatToDoWithoutARuntimeFolder()
    {
        qunsetenv("XDG_RUNTIME_DIR");
        const Result<QString> name = controlSocketName(m_longDir);
        QVERIFY(!name);
        QVERIFY(name.error().detail.contains(u"shorter"_s));
    }

    void nobodyElsesFileIsTrusted() { QVERIFY(!belongsToUs(u"/there/is/none"_s)); }
};

QTEST_APPLESS_MAIN(TestControlSocket)
#include "tst_controlsocket.moc"
