// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/transferservice.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace homeport {

class Banner;
class FormField;
class ImportModel;
class SecretEdit;
class Theme;

// Accounts out of a file: choose or drop it, see what would happen, import, see what happened.
//
//   Choose ──file──► Preview ──import──► Progress ──► Progress (done)
//      ▲ └─ passphrase, for a sealed one ┘  │
//      └──────────── another file ──────────┘
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(TransferService &service, const Theme &theme, QWidget *parent = nullptr); // both outlive it
    ~ImportDialog() override;

    void openFile(const QString &path);
    void reject() override; // while an import runs it is cancelled, and what it came to is shown

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum Page { Choose, Preview, Progress };

    [[nodiscard]] QWidget *makeChoosePage();
    [[nodiscard]] QWidget *makePreviewPage();
    [[nodiscard]] QWidget *makeProgressPage();
    void chooseFile();
    void unseal();
    void look(const SharedSecret &passphrase);
    void showPlan(const ImportPlan &plan);
    void showReady();
    void import();
    void showOutcome(const ImportOutcome &outcome);
    void fail(const Error &error);
    void setPage(Page page);

    TransferService &m_service;
    const Theme &m_theme;
    QString m_path;
    quint64 m_latestLook = 0; // into a file: only its answer counts
    ImportPlan m_plan;
    std::unique_ptr<ImportRun> m_run;
    Banner *m_failure;
    QStackedWidget *m_pages;
    FormField *m_passphraseField = nullptr;
    SecretEdit *m_passphrase = nullptr;
    QPushButton *m_unseal = nullptr;
    ImportModel *m_model;
    QLabel *m_summary = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_why = nullptr; // of the row that is selected
    QCheckBox *m_skipBad = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_back;
    QPushButton *m_close;
    QPushButton *m_import;
};

} // namespace homeport
