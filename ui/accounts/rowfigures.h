// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/meter.h"

#include <QList>
#include <QWidget>

#include <optional>

namespace homeport {

class CompactMeter;
class Sparkline;

// What an account's row shows of its quotas and its usage.
struct AccountFigures
{
    std::optional<MeterValue> quota; // the tightest; none: nothing is known
    QList<qint64> hours;             // tokens of the last 24 hours, the oldest first; empty: not known

    [[nodiscard]] qint64 tokens() const;
    bool operator==(const AccountFigures &) const = default;
};

// Those side by side, in columns of a fixed width.
class RowFigures final : public QWidget
{
    Q_OBJECT

public:
    explicit RowFigures(const Theme &theme, QWidget *parent = nullptr);

    void setFigures(const AccountFigures &figures);
    [[nodiscard]] QString words() const; // all of it, for screen readers

private:
    Sparkline *m_hours;
    ElidedLabel *m_tokens;
    CompactMeter *m_quota;
};

// "Tokens per hour in the last 24 hours: 1.2M in all, most between 14:00 and 15:00"; @p now: in the last one's hour.
[[nodiscard]] QString hoursText(const QList<qint64> &hours, const QDateTime &now);

} // namespace homeport
