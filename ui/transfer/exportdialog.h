// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/replaceconsent.h"
#include "ui/services/transferservice.h"
#include "ui/widgets/growingdialog.h"

class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class Prompt;
class SecretEdit;
class Theme;

// All accounts into one file, sealed under a passphrase typed twice. A file that is there is replaced only once the user agreed.
class ExportDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    ExportDialog(TransferService &service, const Theme &theme, Prompt &prompt, QWidget *parent = nullptr); // all three outlive it
    ~ExportDialog() override;

private:
    void build();
    void chooseFile();
    [[nodiscard]] bool check();
    void submit();
    void writeTo(const QString &path);
    void finish(const Result<ExportOutcome> &outcome);

    TransferService &m_service;
    ReplaceConsent m_consent;
    QLineEdit *m_file;
    SecretEdit *m_passphrase;
    SecretEdit *m_again;
    QPushButton *m_choose;
    FormField *m_fileField;
    FormField *m_passphraseField;
    FormField *m_againField;
    QPushButton *m_export;
    QPushButton *m_close;
    Banner *m_message;
};

} // namespace homeport
