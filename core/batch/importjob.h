// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importplan.h"

#include <QMetaType>
#include <QObject>

#include <optional>

namespace homeport {

class AccountStore;

enum class ImportMode {
    AllOrNothing, // one wrong row, and nothing is added
    SkipBad       // what is right is added
};

// What an import came to.
struct ImportOutcome
{
    int added = 0;
    int duplicates = 0; // left out: there already
    int wrong = 0;      // left out
    bool cancelled = false;
    std::optional<Error> error; // what ended it before its end; `added` of them stay
    QStringList refused;        // names that were right in the plan and were taken or refused since

    bool operator==(const ImportOutcome &) const = default;
};

// Adds what a plan says is ready. GUI thread; a batch at a time in the db thread, 100 accounts per transaction, or all
// in one (AllOrNothing). Deleting it ends it after the batch that is under way.
class ImportJob final : public QObject
{
    Q_OBJECT

public:
    ImportJob(AccountStore &store, ImportPlan plan, ImportMode mode, QObject *parent = nullptr); // the store outlives it

    void start(); // once
    // Between two batches; a transaction that is under way is finished first. finished() comes all the same.
    void cancel() { m_cancelled = true; }

    [[nodiscard]] int total() const { return m_plan.ready(); }

Q_SIGNALS:
    void progressed(int done, int total); // after each batch; done == total at the end
    // Once, never from inside start(). Invalid: AllOrNothing and there are wrong rows. Else errors as AccountStore::addAll().
    void finished(const homeport::ImportOutcome &outcome);

private:
    void next();
    void addBatch(int size);
    void addOneByOne(int end);
    void batchAdded(int size);
    void stop(const Error &error);
    void finish();

    AccountStore &m_store;
    ImportPlan m_plan;
    ImportMode m_mode;
    ImportOutcome m_outcome;
    int m_done = 0;
    bool m_cancelled = false;
    bool m_finished = false;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::ImportOutcome)
