// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/contentsadapter.h"

#include "app/backend.h"
#include "core/usage/contentskeeper.h"

namespace homeport {

ContentsAdapter::ContentsAdapter(Backend &backend)
    : m_keeper(backend.contents()), m_lookup(backend.contents(), backend.ledger(), backend.keys())
{
    connect(&m_keeper, &ContentsKeeper::changed, this, &ContentsService::changed);
}

QFuture<Result<KeptContents>> ContentsAdapter::contents(quint64 id)
{
    return m_lookup.contents(static_cast<qint64>(id));
}

QFuture<Result<KeptSummary>> ContentsAdapter::summary()
{
    return m_keeper.summary();
}

QFuture<Result<qint64>> ContentsAdapter::purge()
{
    return m_keeper.purge();
}

} // namespace homeport
