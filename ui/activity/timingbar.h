// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QWidget>

namespace homeport {

class Theme;

// Where a request's time went: queued, held, to its first byte, answering. A bar, and each part in words below it.
class TimingBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TimingBar(const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const RequestRecord &record);

    struct Part
    {
        QString words; // "First byte after 240 ms"
        qint64 ms = 0;
        int color = 0; // of Colors::parts
    };

private:
    class Bar;
    class Legend;

    Bar *m_bar;
    QList<Legend *> m_legends;
};

// In the order of time; those that took none are left out.
[[nodiscard]] QList<TimingBar::Part> timingParts(const RequestRecord &record);

} // namespace homeport
