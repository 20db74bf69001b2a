// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/proxies/proxy.h"
#include "ui/services/services.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace homeport {

class Banner;
class PageFrame;
class ProxyListRow;
class Theme;

// The user's proxies, how they do and who goes through them.
class ProxiesPage final : public QWidget
{
    Q_OBJECT

public:
    ProxiesPage(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

private:
    void build(PageFrame *frame);
    void refresh();
    [[nodiscard]] ProxyListRow *makeRow();
    void openDialog(const ProxyInfo *proxy);
    void openBypass();
    void test(qint64 id);
    void setDefault(qint64 id, bool on);
    void confirmRemove(qint64 id);
    void remove(qint64 id);
    void showSharedExits();
    void showFailure(const QString &title, const Error &error);

    Services m_services;
    const Theme &m_theme;
    QStackedWidget *m_content;
    QVBoxLayout *m_list;
    Banner *m_failure;
    Banner *m_shared;
    QLabel *m_others;
    QPushButton *m_add = nullptr;
    QPushButton *m_bypass = nullptr;
    QHash<qint64, ProxyListRow *> m_rows; // by id
};

} // namespace homeport
