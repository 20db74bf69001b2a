// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/widgets/growingdialog.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace homeport {

class BackupsService;
class Banner;
class FormField;
class SecretEdit;
class Theme;

// What a restore does, its passphrase, and how far it is. Closing it cancels what is not done yet.
class RestoreDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // @p madeAt: when the backup was made, in words; empty: not known.
    RestoreDialog(BackupsService &service, const Theme &theme, const QString &file, const QString &madeAt, QWidget *parent = nullptr);
    ~RestoreDialog() override;

    void reject() override;

private:
    void build(const QString &file, const QString &madeAt);
    void submit();
    void finish(const Result<void> &restored);
    void setBusy(bool busy);

    BackupsService &m_service;
    QString m_file;
    bool m_asksVault;
    SecretEdit *m_passphrase;
    FormField *m_passphraseField;
    SecretEdit *m_vault;
    FormField *m_vaultField;
    QProgressBar *m_progress;
    QPushButton *m_restore;
    QPushButton *m_cancel;
    Banner *m_message;
    bool m_busy = false;
};

} // namespace homeport
