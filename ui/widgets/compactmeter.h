// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/meter.h"

namespace homeport {

// A meter in three short lines, for rows of a list: name and number, bar, note.
class CompactMeter final : public QWidget
{
    Q_OBJECT

public:
    explicit CompactMeter(const Theme &theme, QWidget *parent = nullptr);

    void setValue(const MeterValue &value); // its pace and its origin are in the tooltip
    [[nodiscard]] const MeterValue &value() const { return m_value; }

private:
    MeterValue m_value;
    ElidedLabel *m_caption;
    ElidedLabel *m_numbers;
    ElidedLabel *m_note;
    MeterBar *m_bar;
};

} // namespace homeport
