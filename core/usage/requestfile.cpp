// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestfile.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error unwritable(const QSaveFile &file)
{
    return {Error::Code::Storage, u"%1 can't be written: %2."_s.arg(file.fileName(), file.errorString())};
}

} // namespace

RequestFile::RequestFile(Ledger &ledger, const ExportQuestion &question, const QString &path, QObject *parent)
    : QObject(parent), m_file(path), m_export(ledger, question)
{
    connect(&m_export, &RequestExport::piece, this, &RequestFile::take);
    connect(&m_export, &RequestExport::failed, this, &RequestFile::end);
}

void RequestFile::start()
{
    if (m_file.open(QIODevice::WriteOnly))
        return m_export.next();
    QMetaObject::invokeMethod(
        this, [this] { end(unwritable(m_file)); }, Qt::QueuedConnection);
}

void RequestFile::cancel()
{
    end(Error{Error::Code::Cancelled, u"The export was cancelled."_s});
}

void RequestFile::take(const ExportPiece &piece)
{
    if (m_ended)
        return;
    if (m_file.write(piece.text) != piece.text.size())
        return end(unwritable(m_file));
    Q_EMIT progressed(piece.rows, piece.percent);
    if (m_ended) // cancelled by who heard that
        return;
    if (!piece.isLast)
        return m_export.next();
    end(m_file.commit() ? Result<qint64>(piece.rows) : Result<qint64>(unwritable(m_file)));
}

void RequestFile::end(const Result<qint64> &rows)
{
    if (std::exchange(m_ended, true))
        return;
    if (!rows && m_file.isOpen()) {
        m_file.cancelWriting();
        (void)m_file.commit(); // which takes the temporary file away
    }
    Q_EMIT finished(rows);
}

} // namespace homeport
