// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/vault/kdf.h"

#include <QByteArray>

class QIODevice;

namespace homeport {

// A stream of bytes sealed under a passphrase, in chunks, so that any size can be written and read piece by piece.
// The layout is in core/backup/README.md. Truncation, reordering, appended bytes and any changed bit are Invalid.
// May be used in any one thread; scrypt makes begin() block.

class SealedStreamWriter final
{
public:
    // What is inside: a database; or a database and files behind it, which a program from before there were any has to refuse.
    enum class Content : char { Database = 1, DatabaseAndParts = 2 };

    // Writes the header. @p out is open and outlives the writer.
    [[nodiscard]] static Result<SealedStreamWriter> begin(QIODevice &out, const Secret &passphrase, const ScryptCost &cost,
                                                          Content content = Content::Database);

    [[nodiscard]] Result<void> write(QByteArrayView bytes);
    [[nodiscard]] Result<void> finish(); // once, last: without it the stream does not open

private:
    SealedStreamWriter(QIODevice &out, QByteArray header, Secret key);
    [[nodiscard]] Result<void> flush(qsizetype size, bool last);

    QIODevice *m_out;
    QByteArray m_header;
    Secret m_key;
    QByteArray m_buffer;
    quint64 m_chunk = 0;
};

class SealedStreamReader final
{
public:
    // Reads the header. @p in is open, knows its size, and outlives the reader. @p name is for messages.
    // Invalid: no such stream, damaged, of a newer Homeport; Unauthorized: the passphrase is wrong.
    [[nodiscard]] static Result<SealedStreamReader> begin(QIODevice &in, const QString &name, const Secret &passphrase);

    [[nodiscard]] bool atEnd() const { return m_ended; } // the end marker was read: all is genuine
    [[nodiscard]] Result<Secret> next();                 // one chunk

private:
    SealedStreamReader(QIODevice &in, QString name, QByteArray header, Secret key);

    QIODevice *m_in;
    QString m_name;
    QByteArray m_header;
    Secret m_key;
    quint64 m_chunk = 0;
    bool m_ended = false;
};

} // namespace homeport
