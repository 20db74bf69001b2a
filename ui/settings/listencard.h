// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/services/services.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class FormField;
class SettingsService;
class Theme;

// Where the relay listens. The relay moves when the button is pressed, not while somebody types.
class ListenCard final : public QWidget
{
    Q_OBJECT

public:
    ListenCard(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it; needs Services::relaySettings

private:
    void build();
    void refresh();
    void showAddresses();
    void showEffect();
    void apply();
    void finish(const Result<void> &moved);

    Services m_services;
    SettingsService &m_service;
    const Theme &m_theme;
    QVBoxLayout *m_addresses;
    QLineEdit *m_port;
    FormField *m_portField;
    QLineEdit *m_second;
    FormField *m_secondField;
    QCheckBox *m_ipv6;
    bool m_ipv6Modified = false; // by the user, not applied yet
    QPushButton *m_apply;
    QLabel *m_effect;    // what applying does, or has done
    QStringList m_shown; // addresses
};

} // namespace homeport
