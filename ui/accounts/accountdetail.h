// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accounttest.h"
#include "ui/services/services.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class AccountActivity;
class AccountFacts;
class AccountUsage;
class LimitsCard;
class NameRow;
class RoutingCard;
class StateLabel;
class TestResult;
class Theme;
class TroubleCard;
enum class AccountAction;

// Everything there is to know of one account, and everything that can be done to it.
class AccountDetail final : public QWidget
{
    Q_OBJECT

public:
    AccountDetail(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void open(qint64 id); // and puts the keyboard on the way back
    [[nodiscard]] qint64 accountId() const { return m_account.id; }
    void act(AccountAction action);

Q_SIGNALS:
    void closed(); // by the user, or the account is gone
    void pauseRequested(qint64 id, bool paused);
    void removeRequested(qint64 id);
    void signInRequested(qint64 id);
    void keyRequested(qint64 id);
    void refreshRequested(qint64 id);
    void unparkRequested(qint64 id);
    void requestsRequested(const QString &account); // by its name

protected:
    void keyPressEvent(QKeyEvent *event) override; // Escape goes back

private:
    void build();
    void addCards(QVBoxLayout *layout);
    [[nodiscard]] QLayout *makeActions();
    void refresh();
    void showButtons(const ProviderProfile *profile, AccountAction offered);
    void showTest();
    void test();
    void chooseProxy();
    void changeOwner();
    void rename(const QString &name);

    struct Test
    {
        Result<AccountTestReport> report;
        QDateTime at;
    };

    Services m_services;
    const Theme &m_theme;
    Account m_account; // id 0: none
    QHash<qint64, Test> m_tests;
    QSet<qint64> m_testing;
    QPushButton *m_back;
    NameRow *m_name;
    StateLabel *m_state;
    QLabel *m_token;
    QPushButton *m_test;
    QPushButton *m_refresh;
    QPushButton *m_signIn;
    QPushButton *m_key;
    QPushButton *m_owner;
    QPushButton *m_proxy;
    QPushButton *m_pause;
    QPushButton *m_remove;
    QLabel *m_removal;
    TroubleCard *m_paused;
    TroubleCard *m_trouble;
    TestResult *m_result;
    LimitsCard *m_limits = nullptr;  // null without Services::routing
    AccountUsage *m_usage = nullptr; // null without Services::usage
    AccountActivity *m_activity = nullptr;
    RoutingCard *m_routing = nullptr; // as m_limits
    AccountFacts *m_facts;
};

} // namespace homeport
