// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QFrame;
class QLabel;

namespace homeport {

// How far one is: "Step 2 of 4", and a bar for each step.
class StepIndicator final : public QWidget
{
    Q_OBJECT

public:
    StepIndicator(int steps, QWidget *parent = nullptr);

    void setStep(int step); // from 0

private:
    QLabel *m_words;
    QList<QFrame *> m_bars;
};

} // namespace homeport
