// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestfilter.h"

#include "ui/activity/requestmodel.h"
#include "ui/activity/requesttext.h"

#include <algorithm>

namespace homeport {

void RequestFilter::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RequestFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (m_words.isEmpty())
        return true;
    const RequestRecord &request = static_cast<const RequestModel *>(sourceModel())->record(row);
    const QString word = requestStateText(request).word;
    const QString status = QString::number(request.status);
    const QStringView fields[] = {request.tool, request.account, request.model, request.key, request.method,
                                  request.path, request.program, word,          status,      request.detail};
    return std::all_of(m_words.cbegin(), m_words.cend(), [&fields](const QString &wanted) {
        return std::any_of(std::begin(fields), std::end(fields),
                           [&wanted](QStringView field) { return field.contains(wanted, Qt::CaseInsensitive); });
    });
}

} // namespace homeport
