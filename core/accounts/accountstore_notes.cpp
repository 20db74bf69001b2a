// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountStore knows only while the program runs, and an account's part in routing.
#include "core/accounts/accountstore.h"
#include "core/accounts/modelrulesjson.h"
#include "core/base/onresult.h"
#include "core/storage/accountrepository.h"

namespace homeport {

// Comes thousands of times when many tokens are due at once: one account is made anew, not the list.
bool AccountStore::note(qint64 id, const AccountNotes &notes)
{
    if (m_notes.value(id) == notes)
        return false;
    m_notes.insert(id, notes);
    const qsizetype place = placeOf(id);
    if (place == m_rows.size() || m_rows.at(place).id != id)
        return false;
    m_accounts[place] = accountFrom(m_rows.at(place));
    return true;
}

void AccountStore::setNotes(qint64 id, const AccountNotes &notes)
{
    if (note(id, notes))
        Q_EMIT accountsChanged();
}

void AccountStore::setAllNotes(const QHash<qint64, AccountNotes> &notes)
{
    bool changed = false;
    for (auto one = notes.cbegin(); one != notes.cend(); ++one)
        changed = note(one.key(), *one) || changed;
    if (changed)
        Q_EMIT accountsChanged();
}

void AccountStore::reconsider()
{
    rebuild();
}

QFuture<Result<Account>> AccountStore::setRouting(qint64 id, const AccountRouting &routing)
{
    if (const QString problem = problemWith(routing); !problem.isEmpty())
        return readyResult(Result<Account>(Error{Error::Code::Invalid, problem}));
    return change([&repository = m_repository, id, columns = columnsOf(routing)] { return repository.setRouting(id, columns); });
}

} // namespace homeport
