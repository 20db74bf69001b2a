// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importjob.h"

#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int BatchSize = 100;

// What is wrong with one account, and not with the whole import.
bool isAboutOne(const Error &error)
{
    return error.code == Error::Code::Conflict || error.code == Error::Code::Invalid;
}

} // namespace

ImportJob::ImportJob(AccountStore &store, ImportPlan plan, ImportMode mode, QObject *parent)
    : QObject(parent), m_store(store), m_plan(std::move(plan)), m_mode(mode)
{
    m_outcome.duplicates = m_plan.duplicates;
    m_outcome.wrong = m_plan.wrong;
}

void ImportJob::start()
{
    QMetaObject::invokeMethod(this, &ImportJob::next, Qt::QueuedConnection);
}

void ImportJob::next()
{
    if (m_mode == ImportMode::AllOrNothing && m_plan.wrong > 0)
        return stop(
            {Error::Code::Invalid,
             u"%1 of %2 rows have errors, so nothing was added: mend them, or skip them."_s.arg(m_plan.wrong).arg(m_plan.rows.size())});
    if (m_cancelled || m_done == total()) {
        m_outcome.cancelled = m_cancelled && m_done < total();
        return finish();
    }
    addBatch(m_mode == ImportMode::AllOrNothing ? total() : std::min(BatchSize, total() - m_done));
}

void ImportJob::addBatch(int size)
{
    onResult(m_store.addAll(m_plan.accounts.mid(m_done, size)), this, [this, size](const Result<QList<Account>> &added) {
        if (added) {
            m_outcome.added += static_cast<int>(added->size());
            return batchAdded(size);
        }
        if (m_mode == ImportMode::SkipBad && isAboutOne(added.error()))
            return addOneByOne(m_done + size); // none of the batch was added
        stop(added.error());
    });
}

// The slow way through a batch in which something has become wrong since the preview.
void ImportJob::addOneByOne(int end)
{
    if (m_done == end || m_cancelled)
        return batchAdded(0);
    onResult(m_store.addAll(m_plan.accounts.mid(m_done, 1)), this, [this, end](const Result<QList<Account>> &added) {
        if (!added && !isAboutOne(added.error()))
            return stop(added.error());
        if (added) {
            ++m_outcome.added;
        } else {
            ++m_outcome.wrong;
            m_outcome.refused << m_plan.accounts.at(m_done).name;
        }
        ++m_done;
        addOneByOne(end);
    });
}

void ImportJob::batchAdded(int size)
{
    m_done += size;
    Q_EMIT progressed(m_done, total());
    next();
}

void ImportJob::stop(const Error &error)
{
    m_outcome.error = error;
    finish();
}

void ImportJob::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_plan.accounts.clear(); // and with them the last hold on the secrets
    Q_EMIT finished(m_outcome);
}

} // namespace homeport
