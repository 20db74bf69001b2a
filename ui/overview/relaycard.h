// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class Clipboard;
class CopyButton;
class StateLabel;
class Theme;

// Is the relay there, where, and how busy.
class RelayCard final : public QWidget
{
    Q_OBJECT

public:
    struct Counters
    {
        qsizetype running = 0;
        qint64 total = 0;
        qsizetype activeAccounts = 0;
    };

    RelayCard(Clipboard &clipboard, const Theme &theme, QWidget *parent = nullptr);

    void update(const Overview &overview);
    void setCounters(const Counters &counters);

Q_SIGNALS:
    void startRequested();

private:
    [[nodiscard]] QWidget *makeCounter(QLabel *&number, const QString &caption, const QString &name);

    StateLabel *m_state;
    QLabel *m_advice;
    QLineEdit *m_endpoint;
    CopyButton *m_copy;
    QPushButton *m_start;
    QLabel *m_running = nullptr;
    QLabel *m_total = nullptr;
    QLabel *m_accounts = nullptr;
};

} // namespace homeport
