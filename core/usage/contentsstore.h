// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/contentsrepository.h"
#include "core/usage/storedcontents.h"
#include "core/vault/sealer.h"

#include <QHash>

namespace homeport {

// Most bytes of each key's rows; a key that is not in it has the default.
struct ContentsCaps
{
    QHash<qint64, qint64> byKey;
    [[nodiscard]] qint64 of(qint64 key) const;
    bool operator==(const ContentsCaps &) const = default;
};

// contents.db and the keys that open it. Lives in one thread. There is no file before the first write().
class ContentsStore final
{
public:
    explicit ContentsStore(QString path);

    // Opens the file where there is one; ends a purge that was interrupted. Storage.
    [[nodiscard]] Result<void> look();
    // Null: locked; then what the file holds is out of reach. Invalid: its key does not open under this one.
    [[nodiscard]] Result<void> setVault(const std::shared_ptr<const Sealer> &vault);

    // Errors: Locked; Invalid: what is there does not open, and nothing is added before a purge; Storage: it may pass.
    [[nodiscard]] Result<void> write(const QList<KeptRequest> &requests, qint64 run, const ContentsCaps &caps);
    // NotFound, Locked, Storage: does not open, either.
    [[nodiscard]] Result<KeptContents> contents(qint64 id, qint64 now);
    [[nodiscard]] Result<KeptSummary> summary(qint64 now);
    [[nodiscard]] Result<qint64> newestRun(); // of which something is kept; 0: of none
    // Of how many requests. Needs no key.
    [[nodiscard]] Result<qint64> purge();
    // One step: how many went; TidyStep: there may be more.
    static constexpr int TidyStep = 500;
    [[nodiscard]] Result<int> tidy(qint64 now, const ContentsCaps &caps);

    // The data key is there under both keys when it returns. Fine where there is none, or where it does not open: nothing is lost then
    // that was not before. Storage.
    [[nodiscard]] Result<void> prepareRekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to);
    // The data key stays under @p holds only.
    [[nodiscard]] Result<void> settleRekey(const std::shared_ptr<const Sealer> &holds);

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> openDataKey();
    [[nodiscard]] Result<void> makeDataKey();
    [[nodiscard]] Result<void> ready(); // to seal and to open

    QString m_path;
    std::unique_ptr<ContentsRepository> m_repository; // null: no file, or it can't be opened
    std::shared_ptr<const Sealer> m_vault;            // null: locked
    std::shared_ptr<const Sealer> m_data;             // by the data key; null: it is not open
    bool m_rekeying = false;                          // the data key may be there twice for a reason
};

} // namespace homeport
