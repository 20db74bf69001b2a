// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrow.h"
#include "core/usage/contentsstore.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace homeport::test {

// contents.db in a folder of its own, and a vault.
class ContentsFixture
{
public:
    using Sealing = std::shared_ptr<const Sealer>;
    static constexpr qint64 Run = 5;
    static constexpr qint64 Now = 1'800'000'000'000;
    static constexpr const char *RequestMarker = "request-body-marker-1f";
    static constexpr const char *AnswerMarker = "answer-body-marker-2e";

    void renew()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = *Sealer::fromMasterKey(Secret(QByteArray(32, 'v')));
    }
    static KeptRequest request(quint64 number, qint64 days = 7)
    {
        KeptContents contents;
        contents.request = {"POST /v1/messages HTTP/1.1\r\nhead-marker: yes\r\n\r\n", RequestMarker, 100};
        contents.answer = {"HTTP/1.1 200 OK\r\n\r\n", AnswerMarker, QByteArray(AnswerMarker).size()};
        contents.keptAt = QDateTime::fromMSecsSinceEpoch(Now, Qt::UTC);
        contents.expiresAt = contents.keptAt.addDays(days);
        return {number, 1, contents};
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("contents.db")); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray all;
        for (const QString &name : files()) {
            QFile file(m_folder->filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    [[nodiscard]] std::unique_ptr<ContentsStore> opened(const Sealing &vault) const
    {
        auto store = std::make_unique<ContentsStore>(path());
        [&] { QVERIFY(store->look().has_value()); }();
        (void)store->setVault(vault);
        return store;
    }
    static Error::Code errorOf(const Result<void> &result) { return result ? Error::Code::Internal : result.error().code; }
    static bool holds(ContentsStore &store, qint64 number)
    {
        const auto found = store.contents(ledgerId(Run, number), Now);
        return found && found->request.body == RequestMarker && found->answer.body == AnswerMarker;
    }
    [[nodiscard]] qint64 dataKeys() const
    {
        SQLite::Database db(path().toStdString(), SQLite::OPEN_READWRITE);
        return db.execAndGet("SELECT count(*) FROM data_key").getInt64();
    }
    void change(const char *statement) const
    {
        SQLite::Database db(path().toStdString(), SQLite::OPEN_READWRITE);
        db.exec(statement);
    }

protected:
    std::unique_ptr<QTemporaryDir> m_folder;
    Sealing m_vault;
};

} // namespace homeport::test
