// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "ui/services/services.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class BackupList;
class BackupsService;
class FormField;
class OverviewService;
class PassphraseForm;
class SettingsService;
class Theme;

// When backups are made by themselves, where to, how many are kept, and those that there are.
class BackupsCard final : public QWidget
{
    Q_OBJECT

public:
    // Both outlive it; needs Services::relaySettings and Services::backups.
    BackupsCard(const Services &services, const Theme &theme, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void connectParts();
    void refresh();
    void lookForPassphrase();
    void showState();
    void openPassphrase();
    void savePassphrase(const SharedSecret &passphrase);
    void change(const QString &name, const QString &text);
    void chooseFolder();
    void makeNow();
    void say(bool good, const QString &words);

    OverviewService &m_overview;
    SettingsService &m_settings;
    BackupsService &m_service;
    QComboBox *m_every;
    QWidget *m_keep; // a SettingField
    QLineEdit *m_folder;
    QPushButton *m_choose;
    FormField *m_folderField;
    QCheckBox *m_usage;
    QLabel *m_state;
    QLabel *m_outcome;
    QPushButton *m_passphrase;
    PassphraseForm *m_form;
    QPushButton *m_now;
    QPushButton *m_cancel;
    BackupList *m_list;
    std::optional<bool> m_hasPassphrase; // none: not known, before the vault is open
    bool m_makeThen = false;             // once there is a passphrase
    bool m_tellsProgress = false;        // the outcome is of one that is still being made
};

} // namespace homeport
