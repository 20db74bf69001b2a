// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QList>
#include <QObject>

namespace homeport {

// The newest requests of this run, newest first, at most 1,000; running ones are always kept.
// Lives in the GUI thread; fed by the relay in batches, at most four times a second.
class RequestLog final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Capacity = 1000;

    using QObject::QObject;

    // New records and new states of known ones (same id), in any order: what ended stays ended.
    void apply(const QList<RequestRecord> &batch);
    [[nodiscard]] const QList<RequestRecord> &records() const { return m_records; }
    [[nodiscard]] qsizetype runningCount() const;
    [[nodiscard]] qint64 totalCount() const { return m_total; } // of this run, forgotten ones included

Q_SIGNALS:
    void changed(const QList<homeport::RequestRecord> &batch); // once per apply()

private:
    void forgetOldest();

    QList<RequestRecord> m_records; // by id, descending
    qint64 m_total = 0;
};

} // namespace homeport
