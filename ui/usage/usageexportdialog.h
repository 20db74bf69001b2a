// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/replaceconsent.h"
#include "ui/services/usageservice.h"
#include "ui/widgets/growingdialog.h"

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class Prompt;
class Theme;

// Single requests of a time into a file, as JSON or CSV. Closing it ends what runs, and leaves no file. A file that is there is replaced
// only once the user agreed.
class UsageExportDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // Service, theme and prompt outlive it. @p what: of which time, for people. @p name: of the file it offers, without its ending.
    UsageExportDialog(UsageService &service, const Theme &theme, Prompt &prompt, ExportQuestion question, const QString &what,
                      const QString &name, QWidget *parent = nullptr);
    ~UsageExportDialog() override;

private:
    void build(const QString &what);
    void chooseFile();
    void showEnding();
    void submit();
    void writeTo(const QString &path);
    void setRunning(bool running);
    void showProgress(qint64 rows, int percent);
    void finish(const Result<qint64> &rows);

    UsageService &m_service;
    ReplaceConsent m_consent;
    ExportQuestion m_question;
    std::unique_ptr<UsageExport> m_run;
    QComboBox *m_format;
    QLineEdit *m_file;
    QPushButton *m_choose;
    FormField *m_fileField;
    QProgressBar *m_progress;
    QLabel *m_count;
    Banner *m_message;
    QPushButton *m_close;
    QPushButton *m_export;
};

} // namespace homeport
