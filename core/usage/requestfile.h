// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestexport.h"

#include <QSaveFile>

namespace homeport {

// An export into a file that is there once it is whole: an error, cancel() or deleting this leaves what was there before. Lives in the GUI
// thread.
class RequestFile final : public QObject
{
    Q_OBJECT

public:
    // @p ledger outlives this. An existing file of that name is replaced.
    RequestFile(Ledger &ledger, const ExportQuestion &question, const QString &path, QObject *parent = nullptr);

    void start(); // once
    void cancel();

Q_SIGNALS:
    void progressed(qint64 rows, int percent); // after each piece
    // Once, never from inside start(): how many requests are in it. Storage: the ledger or the file; Cancelled.
    void finished(const homeport::Result<qint64> &rows);

private:
    void take(const ExportPiece &piece);
    void end(const Result<qint64> &rows);

    QSaveFile m_file;
    RequestExport m_export;
    bool m_ended = false;
};

} // namespace homeport
