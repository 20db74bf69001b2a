// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <QByteArray>
#include <QDateTime>
#include <QString>

// Qt values in and out of statements; used by the repositories only.
namespace homeport::sql {

inline void bind(SQLite::Statement &statement, int index, const QString &text)
{
    statement.bind(index, text.toStdString());
}

// Null stays NULL.
inline void bind(SQLite::Statement &statement, int index, const QByteArray &blob)
{
    if (blob.isNull())
        statement.bind(index);
    else
        statement.bind(index, blob.constData(), static_cast<int>(blob.size()));
}

inline void bind(SQLite::Statement &statement, int index, const QDateTime &time)
{
    if (time.isValid())
        statement.bind(index, static_cast<int64_t>(time.toMSecsSinceEpoch()));
    else
        statement.bind(index);
}

inline QString text(const SQLite::Column &column)
{
    return QString::fromStdString(column.getString());
}

inline QByteArray blob(const SQLite::Column &column)
{
    return column.isNull() ? QByteArray() : QByteArray(static_cast<const char *>(column.getBlob()), column.getBytes());
}

inline QDateTime time(const SQLite::Column &column)
{
    return column.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(column.getInt64(), Qt::UTC);
}

} // namespace homeport::sql
