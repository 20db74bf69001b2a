// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/serialexecutor.h"
#include "core/usage/priceoffer.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace homeport {

struct PriceFiles
{
    QString fetched; // what apply() writes
    QString own;     // the user's, on top; never written
};

// One of the lists that lie on each other, the lowest first.
struct PriceLayer
{
    enum class Kind { Bundled, Fetched, Own };

    Kind kind = Kind::Bundled;
    QString file;      // empty: bundled
    QString version;   // empty: it was left out
    QString source;    // where its figures come from; empty: not said
    QString fetchedAt; // ISO; empty: nobody fetched it
    qint64 models = 0;
    QString problem; // why it was left out
};

struct PriceCheck
{
    QString source;
    QString format; // as PriceOffer
    QString version;
    QList<PriceChange> changes;
    QStringList leftOut;    // as PriceOffer
    QStringList overridden; // of the changes: models that the user's own list has a price of, which stays
};

// The prices of the process: the bundled ones, those that were fetched, and the user's own. Lives in the GUI thread.
class PriceKeeper final : public QObject
{
    Q_OBJECT

public:
    // Gets what lies at @p url, through the default proxy where there is one. Errors: Network, Timeout, Unavailable.
    using Fetch = std::function<QFuture<Result<QByteArray>>(const QString &url)>;

    PriceKeeper(PriceFiles files, Fetch fetch, QObject *parent = nullptr); // reads the files
    ~PriceKeeper() override;

    [[nodiscard]] std::shared_ptr<const PriceList> prices() const { return m_prices; } // never null
    [[nodiscard]] const std::vector<PriceLayer> &layers() const { return m_layers; }
    [[nodiscard]] QString problem() const; // of the files that were left out; empty: none

    [[nodiscard]] static QString usualSource(); // LiteLLM's: the most complete list there is, and it says how each field is meant
    // What a list would change, from an https URL (http on this computer) or a file. Changes nothing. Errors: as Fetch, Invalid, Storage.
    [[nodiscard]] QFuture<Result<PriceCheck>> check(const QString &source);
    // Keeps and uses what check() found last. A prices.json that the user wrote becomes his own list first. NotFound: nothing was checked;
    // Conflict: both files are the user's; Storage.
    [[nodiscard]] Result<PriceCheck> apply();

Q_SIGNALS:
    void changed();

private:
    void load();
    void take(PriceLayer layer, const QString &path);
    [[nodiscard]] Result<void> makeRoom() const;
    [[nodiscard]] PriceCheck compare(const PriceOffer &offer, const QString &source) const;

    struct Checked
    {
        PriceOffer offer;
        QString source;
    };

    PriceFiles m_files;
    Fetch m_fetch;
    std::vector<PriceLayer> m_layers;
    PriceList m_bundled;
    PriceList m_beneath; // all but the user's own
    PriceList m_own;
    std::shared_ptr<const PriceList> m_prices;
    std::optional<Checked> m_checked;
    std::unique_ptr<SerialExecutor> m_reader; // since the first check(): lists can be megabytes
};

} // namespace homeport
