// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/proxies/proxy.h"
#include "core/proxies/proxyhealth.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// One proxy of the list: what it is, how it does, who goes through it, and what can be done with it.
class ProxyListRow final : public QFrame
{
    Q_OBJECT

public:
    explicit ProxyListRow(const Theme &theme, QWidget *parent = nullptr);

    void setProxy(const ProxyInfo &proxy, const ProxyHealth &health, const QStringList &users, bool isDefault);
    void setTesting(bool testing);
    // What the last test found, in place of what is known; empty: that again.
    void setTestText(const QString &text);

Q_SIGNALS:
    void testRequested(qint64 id);
    void editRequested(qint64 id);
    void defaultRequested(qint64 id, bool on);
    void removeRequested(qint64 id);

private:
    void showNote();

    const Theme &m_theme;
    qint64 m_id = 0;
    bool m_isDefault = false;
    StateLabel *m_state;
    ElidedLabel *m_name;
    ElidedLabel *m_address;
    ElidedLabel *m_users;
    QLabel *m_note;
    QPushButton *m_test;
    QPushButton *m_default;
    QToolButton *m_edit;
    QToolButton *m_remove;
    QString m_known;
    QString m_tested;
};

} // namespace homeport
