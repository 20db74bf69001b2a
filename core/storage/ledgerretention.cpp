// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerretention.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Result<LedgerRetention> LedgerRetention::of(qint64 days, qint64 rows)
{
    if (days < 1 || days > MostDays)
        return Error{Error::Code::Invalid, u"Single requests can be kept for 1 to %1 days, not for %2."_s.arg(MostDays).arg(days)};
    if (rows < FewestRows || rows > MostRows)
        return Error{Error::Code::Invalid, u"From %1 to %2 single requests can be kept, not %3."_s.arg(FewestRows).arg(MostRows).arg(rows)};
    LedgerRetention retention;
    retention.days = static_cast<int>(days);
    retention.rows = rows;
    return retention;
}

} // namespace homeport
