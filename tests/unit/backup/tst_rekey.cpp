// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/rekey.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"
#include "core/storage/sealedrepository.h"
#include "core/vault/sealer.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestRekey final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::shared_ptr<const Sealer> m_old;

    [[nodiscard]] std::shared_ptr<const Sealer> fresh() const { return m_old->successor(Secret(QByteArray(32, 'n'))).value(); }

    qint64 add(const QString &name, bool complete)
    {
        AccountRow row;
        row.providerId = u"p"_s;
        row.name = name;
        row.baseUrl = u"https://x"_s;
        row.credential = complete ? u"oauth"_s : u"api_key"_s;
        row.createdAt = QDateTime::currentDateTimeUtc();
        const auto added = AccountRepository(*m_database).insert(row, [&](AccountRow *one) -> Result<void> {
            one->secret = *m_old->seal(QByteArray("secret of " + name.toUtf8()), {"account", one->id, "secret"});
            if (complete) {
                one->refreshToken = *m_old->seal("refresh", {"account", one->id, "refresh_token"});
                one->clientSecret = *m_old->seal("client", {"account", one->id, "client_secret"});
            }
            return {};
        });
        return added.value().id;
    }

    void addProxy()
    {
        SQLite::Statement insert(m_database->handle(), "INSERT INTO proxy (id, name, kind, host, port, login, password, created_at) "
                                                       "VALUES (1, 'p', 'http', 'h', 1, ?, ?, 0)");
        const QByteArray login = *m_old->seal("login", {"proxy", 1, "login"});
        const QByteArray password = *m_old->seal("password", {"proxy", 1, "password"});
        insert.bind(1, login.constData(), static_cast<int>(login.size()));
        insert.bind(2, password.constData(), static_cast<int>(password.size()));
        insert.exec();
    }

    QByteArray envelope(const char *column, const char *table, qint64 id)
    {
        SQLite::Statement select(m_database->handle(), std::string("SELECT ") + column + " FROM " + table + " WHERE id = ?");
        select.bind(1, static_cast<int64_t>(id));
        return select.executeStep() ? QByteArray(static_cast<const char *>(select.getColumn(0).getBlob()), select.getColumn(0).getBytes())
                                    : QByteArray();
    }

    QString fact(QLatin1StringView key) { return MetaRepository(*m_database).value(key).value_or(u"?"_s); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_old = Sealer::fromMasterKey(Secret(QByteArray(32, 'o'))).value();
        m_database = Database::open(m_folder->filePath(u"db"_s), *bundledMigrations()).value();
        MetaRepository meta(*m_database);
        QVERIFY(meta.setValue(meta::VaultKeyId, QString::fromLatin1(m_old->keyId().toHex())));
        QVERIFY(meta.setValue(meta::VaultRecovery, u"code"_s));
        QVERIFY(meta.setValue(meta::VaultRotation, u"pending"_s));
    }
    void cleanup() { m_database.reset(); }

    void everySealedValueIsSealedAnew()
    {
        const qint64 plain = add(u"plain"_s, false);
        const qint64 complete = add(u"complete"_s, true);
        const qint64 removed = add(u"removed"_s, true);
        QVERIFY(AccountRepository(*m_database).setRemoved(removed, QDateTime::currentDateTimeUtc()));
        addProxy();
        const auto next = fresh();
        const auto done = rekeyDatabase(*m_database, m_old, next, {{meta::VaultRotation, QString()}});
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(*done, 1 + 3 + 3 + 2);

        const auto alone = Sealer::fromMasterKey(Secret(QByteArray(32, 'n'))).value(); // knows nothing of the old key
        QVERIFY(*alone->open(envelope("secret", "account", plain), {"account", plain, "secret"}) == Secret("secret of plain"));
        QVERIFY(*alone->open(envelope("refresh_token", "account", complete), {"account", complete, "refresh_token"}) == Secret("refresh"));
        QVERIFY(*alone->open(envelope("client_secret", "account", removed), {"account", removed, "client_secret"}) == Secret("client"));
        QVERIFY(*alone->open(envelope("login", "proxy", 1), {"proxy", 1, "login"}) == Secret("login"));
        QVERIFY(*alone->open(envelope("password", "proxy", 1), {"proxy", 1, "password"}) == Secret("password"));
        QVERIFY(envelope("refresh_token", "account", plain).isEmpty());

        QCOMPARE(fact(meta::VaultKeyId), QString::fromLatin1(next->keyId().toHex()));
        QCOMPARE(fact(meta::VaultRecovery), QString());
        QCOMPARE(fact(meta::VaultRotation), QString());
        const QByteArray hashKey = QByteArray::fromBase64(fact(meta::VaultHashKey).toLatin1());
        QCOMPARE(Sealer::fromMasterKey(Secret(QByteArray(32, 'n')), hashKey).value()->keyedHash("k"), m_old->keyedHash("k"));
    }

    void theOldEnvelopesAreInNoFile()
    {
        const qint64 id = add(u"one"_s, false);
        const QByteArray before = envelope("secret", "account", id);
        QVERIFY(rekeyDatabase(*m_database, m_old, fresh()));
        for (const QString &name : {u"db"_s, u"db-wal"_s}) {
            QFile file(m_folder->filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(before), qPrintable(name));
        }
    }

    void oneDamagedEnvelopeStopsItAll()
    {
        const qint64 good = add(u"good"_s, false);
        const qint64 bad = add(u"bad"_s, false);
        const QByteArray before = envelope("secret", "account", good);
        m_database->handle().exec("UPDATE account SET secret = x'010203' WHERE id = " + std::to_string(bad));
        const auto done = rekeyDatabase(*m_database, m_old, fresh());
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(u"secret of account %1"_s.arg(bad)), qPrintable(done.error().detail));
        QCOMPARE(envelope("secret", "account", good), before);
        QCOMPARE(fact(meta::VaultKeyId), QString::fromLatin1(m_old->keyId().toHex()));
        QCOMPARE(fact(meta::VaultRecovery), u"code"_s);
        const qint64 later = add(u"later"_s, false); // and the old sealer is in force
        QVERIFY(m_old->open(envelope("secret", "account", later), {"account", later, "secret"}));
        QCOMPARE(envelope("secret", "account", later).sliced(1, 4), m_old->keyId());
    }

    // A column that a later migration adds must not be forgotten by the rotation.
    void everyBlobOfTheSchemaIsKnown()
    {
        QStringList blobs;
        SQLite::Statement select(m_database->handle(), "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
                                                       "WHERE t.type = 'table' AND c.type = 'BLOB' ORDER BY 1");
        while (select.executeStep())
            blobs << QString::fromStdString(select.getColumn(0).getString());
        QStringList known{u"local_key.hash"_s}; // a hash, no envelope
        for (const SealedColumn &place : sealedColumns())
            known << QString(QString::fromLatin1(place.table) + u'.' + QString::fromLatin1(place.column));
        known.sort();
        QCOMPARE(blobs, known);
    }
};

QTEST_GUILESS_MAIN(TestRekey)
#include "tst_rekey.moc"
