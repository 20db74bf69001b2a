// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/services.h"
#include "ui/services/signinsession.h"
#include "ui/theme/colors.h"
#include "ui/widgets/growingdialog.h"

#include <memory>

class QLabel;
class QMimeData;
class QPushButton;
class QStackedWidget;

namespace homeport {

class Banner;
class CodeView;
class SignInStart;
class SignInWait;
class Theme;

// Browser sign-in: choose, wait for the browser, result. Closing it cancels what still waits.
//
//   Start ──► Waiting ──► Exchanging ──► Succeeded
//     ▲           └────────────┴───────► Failed ──try again──► Start
class SignInDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // At least one profile of the service must have a sign-in.
    SignInDialog(const Services &services, const Theme &theme, QWidget *parent = nullptr);
    // The same account again; its provider has a sign-in.
    SignInDialog(const Services &services, const Theme &theme, const Account &account, QWidget *parent = nullptr);
    ~SignInDialog() override;

    void done(int result) override;

Q_SIGNALS:
    void addKeyRequested(const QString &providerId); // rejected by then

protected:
    void dragEnterEvent(QDragEnterEvent *event) override; // an OAuth client's file, while one is wanted
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void showStart();
    void start();
    void paste(const QString &text);
    void stageChanged();
    void finish(const Result<Account> &result);
    void showResult(Tone tone, const QString &icon, const QString &title, const QString &text, const QString &words);
    void dropSession();
    [[nodiscard]] QString droppedFile(const QMimeData *dropped) const; // empty: not what is wanted

    Services m_services;
    QStackedWidget *m_steps;
    SignInStart *m_start;
    SignInWait *m_wait;
    Banner *m_result;
    CodeView *m_words;   // what the provider said, word for word
    QPushButton *m_next; // open browser, try again, done
    QPushButton *m_cancel;
    std::unique_ptr<SignInSession> m_session;
};

} // namespace homeport
