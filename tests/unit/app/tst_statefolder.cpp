// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestStateFolder : public QObject
{
    Q_OBJECT

    static constexpr QFileDevice::Permissions Others{0x0077};

private Q_SLOTS:
    void makesAFolderForItsOwnerAlone()
    {
        QTemporaryDir base;
        const QString path = base.filePath(u"a/b/state"_s);
        const Result<StateFolder> folder = StateFolder::prepare(path);
        QVERIFY(folder);
        QCOMPARE(folder->path(), path);
        QVERIFY(QFileInfo(path).isDir());
        QCOMPARE(QFileInfo(path).permissions() & Others, QFileDevice::Permissions());
        QVERIFY(StateFolder::prepare(path)); // and again
    }

    void refusesAFolderOthersMayWriteInto()
    {
        QTemporaryDir base;
        QVERIFY(QFile::setPermissions(base.path(), QFile::permissions(base.path()) | QFileDevice::WriteOther));
        const Result<StateFolder> folder = StateFolder::prepare(base.path());
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, Error::Code::Storage);
        QVERIFY(folder.error().detail.contains(u"chmod 700"_s));
    }

    void refusesAFile()
    {
        QTemporaryDir base;
        QFile file(base.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(!StateFolder::prepare(file.fileName()));
        QVERIFY(!StateFolder::prepare(file.fileName() + u"/below"_s));
    }

    void refusesAFolderOfSomebodyElse()
    {
        if (geteuid() == 0)
            QSKIP("root owns the folders that could be tried");
        QVERIFY(!StateFolder::prepare(u"/usr"_s));
    }

    void refusesAReadOnlyFolder()
    {
        if (geteuid() == 0)
            QSKIP("root may write everywhere");
        QTemporaryDir base;
        QVERIFY(QFile::setPermissions(base.path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        QVERIFY(!StateFolder::prepare(base.path()));
        QVERIFY(!StateFolder::prepare(base.filePath(u"below"_s)));
        QVERIFY(QFile::setPermissions(base.path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    }
};

QTEST_APPLESS_MAIN(TestStateFolder)
#include "tst_statefolder.moc"
