// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QPushButton;

namespace homeport {

class ElidedLabel;
class Theme;

// Offers to take the last action back, for half a minute; longer while the pointer or the keyboard is on it.
class UndoBar final : public QFrame
{
    Q_OBJECT

public:
    explicit UndoBar(const Theme &theme, QWidget *parent = nullptr);

    void offer(const QString &text);
    void dismiss();

Q_SIGNALS:
    void undoRequested();
    void dismissed(); // by time or by the user; not after undoRequested()

private:
    [[nodiscard]] bool isInUse() const;

    ElidedLabel *m_text;
    QPushButton *m_undo;
    QTimer m_timer;
};

} // namespace homeport
