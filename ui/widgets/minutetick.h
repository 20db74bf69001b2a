// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QWidget;

namespace homeport {

// For words that count minutes: says when a minute of the clock begins, but only while its widget is shown, and when it is shown anew.
class MinuteTick final : public QObject
{
    Q_OBJECT

public:
    explicit MinuteTick(QWidget *widget); // and belongs to it

    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

Q_SIGNALS:
    void ticked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tick();

    QTimer m_timer;
};

} // namespace homeport
