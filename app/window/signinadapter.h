// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accountsignin.h"
#include "ui/services/signinsession.h"

namespace homeport {

// AccountSignIn as the sign-in dialog drives it.
class SignInAdapter final : public SignInSession
{
    Q_OBJECT

public:
    SignInAdapter(const SignInRequest &request, const SignInParts &parts);

    [[nodiscard]] Result<QUrl> start() override;
    [[nodiscard]] Result<void> paste(const QString &text) override { return m_signIn.paste(text); }
    void cancel() override { m_signIn.cancel(); }
    [[nodiscard]] Stage stage() const override { return m_stage; }
    [[nodiscard]] std::chrono::milliseconds timeLimit() const override { return SignIn::Options{}.timeLimit; }

private:
    void follow();
    void setStage(Stage stage);

    AccountSignIn m_signIn;
    Stage m_stage = Stage::Idle;
};

} // namespace homeport
