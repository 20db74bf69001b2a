// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace homeport {

class FailureRow;
class RequestGrid;
class RequestLog;
class Theme;

// The newest failures of one account and its newest requests, of those that are in memory. Follows them while it is shown.
class AccountActivity final : public QWidget
{
    Q_OBJECT

public:
    AccountActivity(RequestLog &log, const Theme &theme, QWidget *parent = nullptr); // the log outlives it

    void setAccount(qint64 id); // 0: none

Q_SIGNALS:
    void allRequested(); // its requests, on the Activity page

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void follow(const QList<RequestRecord> &batch);
    void refresh();
    void showFailures(const QDateTime &now);

    RequestLog &m_log;
    const Theme &m_theme;
    qint64 m_id = 0;
    QLabel *m_noFailures;
    QVBoxLayout *m_failures;
    QList<FailureRow *> m_rows; // those there is nothing for are hidden
    QLabel *m_noRequests;
    RequestGrid *m_requests;
};

} // namespace homeport
