// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"
#include "ui/services/services.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <chrono>

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class FormField;
class StateLabel;
class Theme;

// Second step of a sign-in: the browser has the word; beside it the ways round a browser that can't reach us.
class SignInWait final : public QWidget
{
    Q_OBJECT

public:
    SignInWait(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void start(const QUrl &url, const ProviderProfile &profile, std::chrono::milliseconds limit);
    void showExchanging(); // what was pasted has served
    void showSettingUp(int looks, int mostLooks);
    void stop(); // forgets URL and what was pasted
    void showPasteProblem(const Error &error);

Q_SIGNALS:
    void pasted(const QString &text);

private:
    void connectInputs();
    void openBrowser();
    void submitPaste();
    void tick();
    void showWays(const ProviderProfile &profile);

    Services m_services;
    StateLabel *m_state;
    QLabel *m_countdown;
    Banner *m_noBrowser;
    QPushButton *m_openAgain;
    QPushButton *m_copyLink;
    QLineEdit *m_paste;
    QPushButton *m_continue;
    QWidget *m_ways; // everything but the state
    QLabel *m_settingUp;
    QLabel *m_pasteTitle;
    FormField *m_pasteField = nullptr;
    bool m_byCode = false; // the provider shows a code to paste, and sends the browser nowhere
    QUrl m_url;
    QTimer m_ticker;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_limit{0};
};

} // namespace homeport
