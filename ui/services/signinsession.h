// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/result.h"

#include <QObject>
#include <QUrl>

#include <chrono>

namespace homeport {

// One browser sign-in that ends as a stored account, as the sign-in dialog drives it. GUI thread.
// Deleting it before finished() cancels it.
class SignInSession : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Idle, Waiting, Exchanging, Finished };

    using QObject::QObject;

    // Starts waiting; the URL to open in the browser, or why not. Called once.
    [[nodiscard]] virtual Result<QUrl> start() = 0;
    // The callback address (or code) copied from a browser that can't reach us. An error leaves it waiting.
    [[nodiscard]] virtual Result<void> paste(const QString &text) = 0;
    virtual void cancel() = 0; // finished(Cancelled) follows

    [[nodiscard]] virtual Stage stage() const = 0;
    [[nodiscard]] virtual std::chrono::milliseconds timeLimit() const = 0; // of Waiting

Q_SIGNALS:
    void stageChanged(); // once per change
    // While Exchanging: the provider is setting the account up, and had not done at this look, of so many at most.
    void settingUp(int looks, int mostLooks);
    void finished(const homeport::Result<homeport::Account> &result); // once; never from inside start()
};

} // namespace homeport
