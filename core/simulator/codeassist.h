// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/simulator/geminicall.h"

#include <QHash>

namespace homeport {

// How the simulated Code Assist takes accounts in. Everybody has a tier and a project, but for requests that name a project
// beginning with "new-", which is set up at the second look after onboardUser, or with "refused-".
class SimulatedCodeAssist final
{
public:
    // The words of a refusal (403); empty: there is none.
    [[nodiscard]] static QString refusal(const GeminiCall &call, const HttpRequest &request);
    // What codeAssistAnswer() says, and for new projects something else.
    [[nodiscard]] std::optional<QByteArray> answer(const GeminiCall &call, const HttpRequest &request);

private:
    QHash<QByteArray, int> m_looks; // by the path of an operation: how many are left until it is done
};

} // namespace homeport
