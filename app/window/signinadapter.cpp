// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/signinadapter.h"

namespace homeport {

SignInAdapter::SignInAdapter(const SignInRequest &request, const SignInParts &parts) : m_signIn(request, parts, nullptr)
{
    connect(&m_signIn, &AccountSignIn::finished, this, [this](const Result<Account> &result) {
        setStage(Stage::Finished);
        Q_EMIT finished(result);
    });
    connect(&m_signIn, &AccountSignIn::settingUp, this, &SignInSession::settingUp);
}

Result<QUrl> SignInAdapter::start()
{
    const Result<QUrl> url = m_signIn.start();
    if (url) {
        connect(m_signIn.flow(), &SignIn::stateChanged, this, &SignInAdapter::follow);
        follow();
    }
    return url;
}

// A flow that has succeeded is not finished for the user: its account is being stored.
void SignInAdapter::follow()
{
    switch (m_signIn.flow()->state()) {
    case SignIn::State::Idle:
    case SignIn::State::Failed:
        break; // finished() follows
    case SignIn::State::Waiting:
        setStage(Stage::Waiting);
        break;
    case SignIn::State::Exchanging:
    case SignIn::State::Succeeded:
        setStage(Stage::Exchanging);
        break;
    }
}

void SignInAdapter::setStage(Stage stage)
{
    if (std::exchange(m_stage, stage) != stage)
        Q_EMIT stageChanged();
}

} // namespace homeport
