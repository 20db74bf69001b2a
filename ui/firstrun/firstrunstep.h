// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace homeport {

// One step of the set-up.
class FirstRunStep : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void enter() {}                                    // it is about to be shown
    virtual void leave() {}                                    // what nobody may see afterwards goes
    [[nodiscard]] virtual QWidget *first() { return nullptr; } // what comes next here, for the keyboard focus; null: to go on
    [[nodiscard]] virtual QString held() { return {}; }        // why one can't go on now; empty: one can

Q_SIGNALS:
    void changed();              // after each change of held()
    void firstChanged();         // after a change of first() that nobody here has made
    void done();                 // what is to be done here is: the next thing is to go on
    void onward();               // to the next step
    void reveal(QWidget *where); // something is to be seen there
};

} // namespace homeport
