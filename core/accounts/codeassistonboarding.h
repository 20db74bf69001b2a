// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/net/httpengine.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace homeport {

// How Code Assist knows whoever signed in.
struct CodeAssistStanding
{
    QString projectId; // that their requests name
    QString tier;      // the licence, in Google's words
};

struct OnboardingOptions
{
    std::chrono::milliseconds interval{5000}; // between two looks
    int mostLooks = 12;
};

// Asks Code Assist for an account's tier and project (loadCodeAssist), and sets it up there if it has none yet (onboardUser, which goes on for up to a
// minute on their side, and is looked after). Deleting it before finished() cancels. Lives in the thread of whoever fetches.
class CodeAssistOnboarding final : public QObject
{
    Q_OBJECT

public:
    using Fetch = std::function<QFuture<Result<HttpResponse>>(const TransferRequest &)>;

    // @p token: of the sign-in, as bearer.
    CodeAssistOnboarding(QByteArray baseUrl, SharedSecret token, Fetch fetch, OnboardingOptions options, QObject *parent);
    ~CodeAssistOnboarding() override;
    Q_DISABLE_COPY_MOVE(CodeAssistOnboarding)

    // Once. @p projectId: the user's own; may be empty.
    void start(const QString &projectId);

Q_SIGNALS:
    void looked(int looks, int mostLooks); // it is being set up, and was not done at this look; from 0, which began it
    // Once, never from inside start(). Errors: Unauthorized (Google refuses, in its words), Invalid (the tier needs a project, and none was given),
    // Unavailable (not done after all looks; it goes on there), and those of the fetch.
    void finished(const homeport::Result<homeport::CodeAssistStanding> &result);

private:
    using Answered = void (CodeAssistOnboarding::*)(const QJsonObject &answer);

    void ask(const QByteArray &method, const QByteArray &path, const QJsonObject &body, Answered answered);
    void loaded(const QJsonObject &answer);
    void onboard(const QJsonObject &tier);
    void look();
    void took(const QJsonObject &operation);
    void goOn();
    void succeed(const QString &projectId);
    void fail(Error::Code code, const QString &why);

    QByteArray m_baseUrl;
    SharedSecret m_token;
    Fetch m_fetch;
    OnboardingOptions m_options;
    QString m_project;    // the user's
    QString m_tier;       // for people
    QJsonObject m_asked;  // what onboardUser is sent
    QByteArray m_lookAt;  // the operation's path; empty: onboardUser is sent again
    int m_looks = 0;      // so far
    bool m_begun = false; // onboardUser has answered
    QTimer m_timer;
    QFuture<Result<HttpResponse>> m_running;
};

} // namespace homeport
