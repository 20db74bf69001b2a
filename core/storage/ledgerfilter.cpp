// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerfilter.h"

namespace homeport {

QStringList LedgerFilter::words() const
{
    constexpr qsizetype Most = 8;
    QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    words.removeDuplicates();
    return words.mid(0, Most);
}

bool hasStatus(LedgerFilter::Status wanted, int status, int outcome)
{
    using Status = LedgerFilter::Status;
    switch (wanted) {
    case Status::All:
        return true;
    case Status::Ok:
        return outcome == LedgerOutcome::Done && status < 400;
    case Status::Failed:
        return outcome != LedgerOutcome::Done || status >= 400;
    case Status::ClientErrors:
        return status >= 400 && status < 500;
    case Status::ServerErrors:
        return status >= 500;
    case Status::BrokenOff:
        return outcome > LedgerOutcome::UpstreamFailed;
    }
    return true;
}

} // namespace homeport
