// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QLabel;

namespace homeport {

class AccountsService;
class ProxiesService;
class Theme;

// The proxy of accounts that chose none.
class DefaultProxyCard final : public QWidget
{
    Q_OBJECT

public:
    explicit DefaultProxyCard(ProxiesService &service, QWidget *parent = nullptr); // the service outlives it

private:
    void refresh();
    void choose(int place);

    ProxiesService &m_service;
    QComboBox *m_choice;
    QLabel *m_words;
};

// The providers that Homeport knows, with the user's own files and what is wrong with them. They are read at the start.
[[nodiscard]] QWidget *makeProvidersCard(const AccountsService &service, const Theme &theme, QWidget *parent);

} // namespace homeport
