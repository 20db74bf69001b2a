// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QList>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace homeport {

class FirstRunStep;
class StepIndicator;
class Theme;
class VaultBanner;

// The set-up of the first start, over the whole window: four steps, each of which can be passed over. How far it came is remembered with
// each step; Escape leaves it for later, and it goes on there.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    FirstRunPage(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    void focusStep(); // the next thing to do gets the keyboard focus
    // Calls @p left once nothing is lost by it: at once, or, where the step holds something, later and only when the user agreed.
    void leave(const std::function<void()> &left);

Q_SIGNALS:
    void closed(); // finished, skipped, or left for later: at most once, from a button or a key of its own

protected:
    void keyPressEvent(QKeyEvent *event) override; // Enter presses the button that has the focus

private:
    void nameWidgets();
    void build();
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeFoot();
    void addStep(FirstRunStep *step);
    [[nodiscard]] FirstRunStep *current() const { return m_steps.at(m_step); }
    void showStep(int step);
    void showWay();
    void reveal(QWidget *where);
    void goOn();
    void goBack();
    void leaveForLater();
    void end(FirstRun::State state);
    void remember(const FirstRun &progress);

    Services m_services;
    bool m_again; // it was finished or skipped before: opened by hand, and to be left alone
    int m_step = 0;
    QWidget *m_focused = nullptr; // by itself, last; only compared
    StepIndicator *m_indicator;
    QPushButton *m_skip; // at the top: what is below is only led to by going on
    QToolButton *m_later;
    QLabel *m_title;
    QScrollArea *m_area;
    QVBoxLayout *m_column;
    VaultBanner *m_vault;
    QList<FirstRunStep *> m_steps;
    QLabel *m_held;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace homeport
