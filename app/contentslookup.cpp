// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contentslookup.h"

#include "core/access/keystore.h"
#include "core/base/onresult.h"
#include "core/usage/contentskeeper.h"
#include "core/usage/ledger.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString whyNot(const Result<RequestRecord> &record, const QList<LocalKey> &keys)
{
    if (!record)
        return u"There is no such request, or it still runs: contents are kept when a request has ended."_s;
    const auto key = std::find_if(keys.cbegin(), keys.cend(), [&record](const LocalKey &one) { return one.id == record->keyId; });
    if (key == keys.cend() || key->policy.contentsDays == 0)
        return u"The key of this request keeps no contents."_s;
    return u"The contents of this request are no longer kept, or it was made before its key kept any."_s;
}

} // namespace

QFuture<Result<KeptContents>> ContentsLookup::contents(qint64 id) const
{
    const auto promise = startedPromise<KeptContents>();
    onResult(m_keeper.contents(id), &m_keeper, [promise, id, ledger = &m_ledger, keys = &m_keys](const Result<KeptContents> &contents) {
        if (contents || contents.error().code != Error::Code::NotFound)
            return complete(promise, contents);
        onResult(ledger->request(id), keys, [promise, keys](const Result<RequestRecord> &record) {
            complete<KeptContents>(promise, Error{Error::Code::NotFound, whyNot(record, keys->keys())});
        });
    });
    return promise->future();
}

} // namespace homeport
