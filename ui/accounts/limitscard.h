// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountlimits.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class Meter;
class RoutingService;
class Theme;

// What a provider said of one account's limits: quotas as meters, and the model families that are parked.
class LimitsCard final : public QWidget
{
    Q_OBJECT

public:
    LimitsCard(RoutingService &service, const Theme &theme, QWidget *parent = nullptr); // the service outlives it

    // @p id 0: none. @p unparks: offers to un-park families; else something beside it does that for the whole account.
    void setAccount(qint64 id, bool unparks);

Q_SIGNALS:
    void unparkRequested(qint64 id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void arrange();
    void showParks(const QList<AccountPark> &parks, const QDateTime &now);
    void showQuotas(const QList<QuotaWindow> &quotas, const QDateTime &now);

    RoutingService &m_service;
    const Theme &m_theme;
    qint64 m_id = 0;
    bool m_unparks = true;
    int m_columns = 3;
    QPushButton *m_unpark;
    QVBoxLayout *m_parks;
    QList<QWidget *> m_parkRows;
    QList<AccountPark> m_shownParks;
    QGridLayout *m_grid;
    QList<Meter *> m_meters; // those there is nothing for are hidden
    QLabel *m_none;
};

} // namespace homeport
