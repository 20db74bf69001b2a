// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QUrl>

namespace homeport::test {

// `homeportctl accounts sign-in` against a real homeport, with a scripted authorization server. Two providers lead there: "scripted"
// comes back over loopback, "codepage" shows a code. Both take an OAuth client of the user's own, with a secret.
class SignInBench final
{
public:
    SignInBench();

    [[nodiscard]] bool start(); // homeport
    // homeportctl, up to the URL it prints. @p input: what comes first on its standard input.
    [[nodiscard]] bool begin(const QStringList &options, const QByteArray &input = {});
    [[nodiscard]] QByteArray state() const;                                                 // of the flow that began
    void redirect(const QByteArray &code) const;                                            // the browser comes back
    [[nodiscard]] bool ended();                                                             // homeportctl; exitCode() says how
    [[nodiscard]] bool says(const QByteArray &words);                                       // on standard error, by now or soon
    [[nodiscard]] QByteArray printed();                                                     // everything, both channels
    [[nodiscard]] QByteArray lastBody() const;                                              // what the token endpoint got last
    [[nodiscard]] Finished run(const QStringList &arguments, const QByteArray &input = {}); // another homeportctl

    ScriptedUpstream authorizer;
    HomeportProcess homeport;
    QProcess ctl;
    QUrl url;

private:
    void collect();
    [[nodiscard]] bool writeProvider(const QString &id, const QString &codePage) const;

    QByteArray m_printed;
    int m_tokens = 0;
};

} // namespace homeport::test
