// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <utility>

namespace homeport {

// The names of models that accounts' providers list. A value, for decisions and for sentences.
class ListedModels final
{
public:
    // @p isAll: what is not among them, the provider does not serve.
    void set(qint64 accountId, Protocol protocol, const QSet<QString> &names, bool isAll);

    // False only where a list is known that has everything, and @p model is neither in it nor looks like another name of one that is:
    // providers serve "claude-x" and "claude-x-latest" for "claude-x-20260101", "gemini-x-001" for "gemini-x", "vendor/x:free" for "vendor/x".
    [[nodiscard]] bool mayServe(qint64 accountId, Protocol protocol, const QString &model) const;

    // Sorted; empty: not known.
    [[nodiscard]] QStringList names(qint64 accountId, Protocol protocol) const;

private:
    struct List
    {
        QSet<QString> names;
        bool isAll = false;
    };
    using Source = std::pair<qint64, int>; // account, protocol

    QHash<Source, List> m_lists;
};

} // namespace homeport
