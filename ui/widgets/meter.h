// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QWidget>

class QLabel;

namespace homeport {

class ElidedLabel;
class MeterBar;
class Theme;

struct MeterValue
{
    QString caption; // "Tokens today"
    QString numbers; // "120k of 500k"
    QString note;    // two more lines, muted; may be empty
    QString origin;
    double part = -1; // that is used, 0 to 1 and more; below 0: not known
    double aside = 0; // of it, set aside for what still runs; shown lighter
    Tone tone = Tone::Info;
    bool stale = false; // greyed: it was so once
    double mark = -1;   // where the clock is, 0 to 1; below 0: no mark
    QString hint = {};  // what the mark says; a tooltip
    QString pace = {};  // a sentence, may take several lines; may be empty
    Tone paceTone = Tone::Neutral;
    bool whole = true; // else what is counted has no whole to be a part of, and there is no bar

    bool operator==(const MeterValue &) const = default;
};

// How much of something is used: a bar, always with its numbers.
class Meter final : public QWidget
{
    Q_OBJECT

public:
    explicit Meter(const Theme &theme, QWidget *parent = nullptr);

    void setValue(const MeterValue &value);
    [[nodiscard]] const MeterValue &value() const { return m_value; }

private:
    MeterValue m_value;
    ElidedLabel *m_caption;
    ElidedLabel *m_numbers;
    ElidedLabel *m_note;
    QLabel *m_pace;
    ElidedLabel *m_origin;
    MeterBar *m_bar;
};

// What meters of every size show alike: name, numbers and bar.
void showUsed(const MeterValue &value, ElidedLabel &caption, ElidedLabel &numbers, MeterBar &bar);

// Info below four fifths, then Warning, Bad from the whole on.
[[nodiscard]] Tone meterTone(double part);

} // namespace homeport
