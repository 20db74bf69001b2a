// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/stepindicator.h"

#include "ui/firstrun/firstruntext.h"
#include "ui/widgets/label.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

StepIndicator::StepIndicator(int steps, QWidget *parent) : QWidget(parent), m_words(makeMutedLabel({}, this))
{
    m_words->setObjectName(u"firstRunStep"_s);
    auto *bars = new QHBoxLayout;
    bars->setSpacing(4);
    for (int step = 0; step < steps; ++step) {
        auto *bar = new QFrame(this);
        bar->setProperty("role", u"step"_s);
        bar->setFixedHeight(4);
        bars->addWidget(bar);
        m_bars << bar;
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_words);
    layout->addLayout(bars);
}

void StepIndicator::setStep(int step)
{
    m_words->setText(setUpPlace(step));
    setAccessibleName(m_words->text());
    for (qsizetype place = 0; place < m_bars.size(); ++place)
        setStyleProperty(m_bars.at(place), "reached", place <= step ? u"true"_s : u"false"_s);
}

} // namespace homeport
