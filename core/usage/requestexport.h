// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/exportrows.h"

#include <QFuture>
#include <QObject>

namespace homeport {

class Ledger;

struct ExportQuestion
{
    LedgerFilter filter;
    qint64 until = 0; // ms since 1970, excluded; 0: now
    ExportFormat format = ExportFormat::JsonLines;
};

// The text of one step.
struct ExportPiece
{
    QByteArray text; // whole lines; may be empty
    qint64 rows = 0; // so far
    int percent = 0; // about, of the way
    bool isLast = false;
};

// Single requests of the ledger as text, newest first, piece by piece as its receiver asks for them: no more than one is in memory. What
// comes while it runs is not in it. Lives in the GUI thread; rows become text in the ledger's. Deleting it ends it.
class RequestExport final : public QObject
{
    Q_OBJECT

public:
    // @p ledger outlives this.
    RequestExport(Ledger &ledger, ExportQuestion question, QObject *parent = nullptr);

    void next(); // once, and again after each piece but the last; does nothing while a piece is due

Q_SIGNALS:
    void piece(const homeport::ExportPiece &piece); // one for each next(), later
    void failed(const homeport::Error &error);      // instead of a piece, once: Storage

private:
    Ledger &m_ledger;
    ExportQuestion m_question;
    LedgerPageQuestion m_page;
    qint64 m_now;
    qint64 m_rows = 0;
    qint64 m_lookedAt = 0;
    int m_percent = 0;
    bool m_begun = false;
    bool m_isDue = false;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::ExportPiece)
