// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/net/httpengine.h"
#include "core/providers/credit.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <functional>
#include <optional>

namespace homeport {

class AccountStore;
class TokenSource;

// What a test of an account found.
struct AccountTestReport
{
    bool answered = false;  // a whole answer came, streamed where one is asked for
    int status = 0;         // of the last answer; 0: there was none
    QString model;          // that was asked
    qint64 firstByteMs = 0; // until the list of models was there
    qint64 totalMs = 0;
    qint64 answerBytes = 0;                // of the streamed answer
    QString why;                           // not answered: one sentence, in the provider's words where it said something
    std::optional<CreditLeft> credit = {}; // where the provider tells it (CreditProfile); none: it did not
};

// "Does this account work?": asks for the list of models, then streams an answer of one token from the first of them (of Gemini and OpenAI accounts the
// list is all, of Code Assist's the tier, of Vertex AI's a count of tokens), through the account's own proxies, as a request does: a refused token is refreshed once, a proxy that fails hands over to the
// next. Where the profile says how, it then asks what credit is left. Only ever at the user's request. Lives in the GUI thread; at most 60 s.
class AccountTest final : public QObject
{
    Q_OBJECT

public:
    // References outlive it. @p route: resolved for this account.
    AccountTest(AccountStore &store, TokenSource &tokens, HttpEngine &engine, ProxyRoute route, QObject *parent = nullptr);

    ~AccountTest() override;
    Q_DISABLE_COPY_MOVE(AccountTest)

    void setTimeLimit(std::chrono::milliseconds limit) { m_limit.setInterval(limit); } // before run()
    // Once. Errors: NotFound. Deleting this ends it with Cancelled.
    [[nodiscard]] QFuture<Result<AccountTestReport>> run(qint64 accountId);

Q_SIGNALS:
    void signalled(const homeport::AccountSignal &signal); // what the answers say about the account

private:
    void obtainToken(const SharedSecret &rejected);
    void askModels();
    void askMessage(const QByteArray &model);
    using Answered = std::function<void(const Result<HttpResponse> &response)>;
    [[nodiscard]] TransferRequest request(const QByteArray &method, const QByteArray &path, const QByteArray &body) const;
    void ask(const TransferRequest &request, const Answered &answered);
    void tell(const AccountSignal &signal);
    void begin();
    void askGemini();
    [[nodiscard]] TransferRequest geminiQuestion() const;
    void askOpenAi();
    void judge(const Result<HttpResponse> &response, bool isWhole);
    void askCredit();
    void giveUp();
    void finish(const Result<AccountTestReport> &report);

    AccountStore &m_store;
    TokenSource &m_tokens;
    HttpEngine &m_engine;
    ProxyRoute m_route;
    RelayAccount m_account;
    QString m_countModel; // Vertex AI: which one counts
    std::optional<CreditProfile> m_credit;
    QString m_provider; // its name, for people
    AccountTestReport m_report;
    QElapsedTimer m_elapsed;
    QTimer m_limit;
    bool m_renewed = false; // the token was refreshed because it was refused
    bool m_judged = false;  // the report stands, but for the credit
    bool m_finished = false;
    QFuture<Result<HttpResponse>> m_running;
    QPromise<Result<AccountTestReport>> m_promise;
};

} // namespace homeport
