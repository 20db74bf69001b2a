// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/onresult.h"
#include "ui/services/backupsservice.h"
#include "ui/services/settingsservice.h"
#include "ui/services/upkeepservice.h"

#include <QHash>

#include <optional>

namespace homeport::test {

// Settings in memory, of the same rules as the real ones.
class FakeRelaySettings final : public SettingsService
{
    Q_OBJECT

public:
    [[nodiscard]] Settings settings() const override { return value; }
    [[nodiscard]] QString setBy(const QString &name) const override { return byOption.value(name); }
    [[nodiscard]] QStringList problems() const override { return wrong; }
    [[nodiscard]] QStringList addresses() const override;
    [[nodiscard]] QFuture<Result<void>> change(const std::map<QString, QString> &texts) override;
    [[nodiscard]] QFuture<Result<void>> resetAll() override;
    void tell() { Q_EMIT changed(); }

    Settings value;
    QHash<QString, QString> byOption;
    QStringList wrong;
    std::optional<Error> failWith;
    int changes = 0;
    int resets = 0;
};

class FakeUpkeep final : public UpkeepService
{
    Q_OBJECT

public:
    [[nodiscard]] LedgerRetention retention() const override { return kept; }
    [[nodiscard]] QFuture<Result<LedgerState>> ledger() override { return readyResult<LedgerState>(state); }
    [[nodiscard]] QFuture<Result<void>> setRetention(const LedgerRetention &retention) override;
    [[nodiscard]] PriceFacts prices() const override { return facts; }
    [[nodiscard]] QFuture<Result<PricePreview>> checkPrices() override { return readyResult<PricePreview>(preview); }
    [[nodiscard]] Result<void> applyPrices() override;

    LedgerRetention kept;
    LedgerState state;
    PriceFacts facts{QStringLiteral("2026-11-01 published"), 214, {}, {}, false, {}};
    Result<PricePreview> preview = PricePreview();
    int applied = 0;
};

class FakeBackups final : public BackupsService
{
    Q_OBJECT

public:
    [[nodiscard]] BackupsState state() const override { return value; }
    [[nodiscard]] QFuture<Result<bool>> hasPassphrase() override
    {
        ++looks;
        return readyResult<bool>(lookFailsWith ? Result<bool>(*lookFailsWith) : Result<bool>(!passphrase.isEmpty()));
    }
    [[nodiscard]] QFuture<Result<void>> setPassphrase(SharedSecret secret) override;
    [[nodiscard]] QFuture<Result<BackupEntry>> makeNow() override;
    void cancelMaking() override { ++cancels; }
    [[nodiscard]] QFuture<Result<void>> restore(const QString &file, SharedSecret secret, SharedSecret vaultSecret) override;
    void cancelRestore() override { endRestore(Error{Error::Code::Cancelled, {}}); }

    void set(const BackupsState &state);
    void endRestore(const Result<void> &result);

    BackupsState value;
    QByteArray passphrase;
    std::optional<Error> lookFailsWith; // for the passphrase: Locked before the vault is open
    QByteArray typedToRestore;
    QString restored; // the file
    int cancels = 0;
    int looks = 0; // for the passphrase

private:
    std::shared_ptr<QPromise<Result<void>>> m_restore;
};

[[nodiscard]] PricePreview samplePreview();
[[nodiscard]] QList<BackupEntry> sampleBackups(int count);

} // namespace homeport::test
