// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestexport.h"

#include "core/base/onresult.h"
#include "core/usage/ledger.h"

#include <QDateTime>

#include <algorithm>

namespace homeport {

namespace {

constexpr int RowsOfAPiece = 500; // some 300 kB of text

} // namespace

RequestExport::RequestExport(Ledger &ledger, ExportQuestion question, QObject *parent)
    : QObject(parent), m_ledger(ledger), m_question(std::move(question)), m_now(QDateTime::currentMSecsSinceEpoch())
{
    m_page.filter = m_question.filter;
    m_page.count = RowsOfAPiece;
    if (m_question.until == 0)
        m_question.until = m_now + 1;
}

void RequestExport::next()
{
    if (std::exchange(m_isDue, true))
        return;
    onResult(m_ledger.exportPage(m_page, m_question.until, m_question.format), this, [this](const Result<ExportPage> &page) {
        if (!page)
            return Q_EMIT failed(page.error());
        m_isDue = page->end; // nothing comes after the last one
        m_page.from = page->next;
        m_rows += page->rows;
        m_lookedAt += page->lookedAt;
        // By time where there is an end of it, else by rows: an estimate either way.
        const qint64 since = m_question.filter.since;
        const double done = since > 0 && page->oldest > 0 ? double(m_now - page->oldest) / double(std::max<qint64>(1, m_now - since))
                            : since > 0                   ? 0.0
                                                          : double(m_lookedAt) / double(std::max<qint64>(1, page->total));
        m_percent = page->end ? 100 : std::clamp(static_cast<int>(done * 100), m_percent, 99);
        ExportPiece piece{page->text, m_rows, m_percent, page->end};
        if (!std::exchange(m_begun, true))
            piece.text.prepend(exportHeader(m_question.format));
        Q_EMIT this->piece(piece);
    });
}

} // namespace homeport
