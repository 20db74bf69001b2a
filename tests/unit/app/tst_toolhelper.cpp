// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhelper.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// What tools run for their key must be there, and mean the same, in any shell and after this run.
class TestToolHelper final : public QObject
{
    Q_OBJECT

    static void make(const QString &path)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    }

private Q_SLOTS:
    // The terminal of a snap, say, has another XDG_DATA_HOME than the desktop.
    void theFolderIsAlwaysNamed()
    {
        const QStringList plain{u"tools"_s, u"key"_s, u"codex"_s};
        const QString usual = QDir::homePath() + u"/.local/share/homeport"_s;
        for (const QString &folder : {usual, u"/srv/homeport"_s})
            QCOMPARE(toolKeyArguments(folder, u"codex"_s), (QStringList{u"--state-dir"_s, folder} + plain));
    }

    void insideAnAppImageOnlyWhatLastsIsTaken()
    {
        const QTemporaryDir folder;
        const QString inside = folder.filePath(u"mount/usr/bin/homeportctl"_s);
        const QString outside = folder.filePath(u"bin/homeportctl"_s);
        make(inside);
        make(outside);
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, folder.filePath(u"mount/usr/bin"_s) + QDir::listSeparator() + folder.filePath(u"bin"_s));
        QCOMPARE(findToolHelper(inside, environment), inside);
        environment.insert(u"APPIMAGE"_s, u"/home/me/Homeport.AppImage"_s);
        environment.insert(u"APPDIR"_s, folder.filePath(u"mount"_s));
        QCOMPARE(findToolHelper(inside, environment), outside);
        QVERIFY(QFile::remove(outside));
        QCOMPARE(findToolHelper(inside, environment), QString());
    }
};

QTEST_GUILESS_MAIN(TestToolHelper)
#include "tst_toolhelper.moc"
