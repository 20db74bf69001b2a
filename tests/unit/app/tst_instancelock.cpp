// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancelock.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestInstanceLock : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(u"lock"_s);

private Q_SLOTS:
    void lastsAsLongAsItsObject()
    {
        auto first = InstanceLock::take(m_file);
        QVERIFY(first);
        const auto second = InstanceLock::take(m_file);
        QVERIFY(!second);
        QCOMPARE(second.error().code, Error::Code::Conflict);
        first->reset();
        QVERIFY(InstanceLock::take(m_file));
    }

    void aFileLeftByACrashIsNoLock()
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(InstanceLock::take(m_file));
    }

    void isReadableForItsOwnerAlone()
    {
        QFile::remove(m_file);
        const auto lock = InstanceLock::take(m_file);
        QVERIFY(lock);
        QCOMPARE(QFileInfo(m_file).permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    }

    void saysWhyTheFileCantBeMade()
    {
        const auto lock = InstanceLock::take(m_folder.filePath(u"none/lock"_s));
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, Error::Code::Storage);
    }
};

QTEST_APPLESS_MAIN(TestInstanceLock)
#include "tst_instancelock.moc"
