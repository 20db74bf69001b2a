// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/keysources.h"

namespace homeport {

// A passphrase vault whose passphrase may come later than the vault: from a file or the terminal at the
// start, from the window or homeportctl afterwards. Without one, load() and create() fail with Locked.
class LatePassphraseSource final : public MasterKeySource
{
public:
    explicit LatePassphraseSource(QString saltFile) : m_saltFile(std::move(saltFile)) {}

    void setPassphrase(SharedSecret passphrase); // null: forget it

    [[nodiscard]] QString kind() const override { return QStringLiteral("passphrase"); }
    [[nodiscard]] QFuture<Result<SharedSecret>> load() override;
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override;
    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret key) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> loadStaged() override;
    [[nodiscard]] QFuture<Result<void>> promote() override; // needs no passphrase, as discard()
    [[nodiscard]] QFuture<Result<void>> discard() override;

private:
    [[nodiscard]] MasterKeySource *attempt();

    QString m_saltFile;
    SharedSecret m_passphrase;
    std::unique_ptr<MasterKeySource> m_attempt; // kept: its work may still run in another thread
};

} // namespace homeport
