// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/metarepository.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestMetaRepository final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersByKey()
    {
        const QTemporaryDir folder;
        const auto database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        MetaRepository meta(*database);
        QCOMPARE(*meta.value(u"vault.kind"_s), QString());
        QVERIFY(meta.setValue(u"vault.kind"_s, u"keychain"_s));
        QVERIFY(meta.setValue(u"other"_s, u"größer ✓"_s));
        QVERIFY(meta.setValue(u"vault.kind"_s, u"keyfile"_s));
        QCOMPARE(*meta.value(u"vault.kind"_s), u"keyfile"_s);
        QCOMPARE(*meta.value(u"other"_s), u"größer ✓"_s);
    }

    void aFailureIsAValue()
    {
        const QTemporaryDir folder;
        const auto database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        database->handle().exec("DROP TABLE meta");
        MetaRepository meta(*database);
        QCOMPARE(meta.value(u"a"_s).error().code, Error::Code::Storage);
        QCOMPARE(meta.setValue(u"a"_s, u"b"_s).error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestMetaRepository)
#include "tst_metarepository.moc"
