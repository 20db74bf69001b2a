// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/wireprotocol.h"

namespace homeport {

// Google's Gemini API: the public one (AI Studio, Vertex AI) and Code Assist's, which wraps it.
class GeminiProtocol final : public WireProtocol
{
public:
    [[nodiscard]] RequestFacts requestFacts(const ApiCall &call, const HeaderBlock &headers, QByteArrayView body) const override;
    [[nodiscard]] AnswerSignal signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                      const QDateTime &now) const override;
    // None: its answers tell of a quota only when it is spent.
    [[nodiscard]] QList<QuotaWindow> quota(const HeaderBlock &headers, const QDateTime &now) const override;
    [[nodiscard]] QByteArray errorBody(const OwnError &error) const override;
    [[nodiscard]] QByteArray errorEvent(const OwnError &error) const override;
    // No ping and no voiding line: Gemini CLI fails on a comment, and each event is taken for a part of the answer.
};

} // namespace homeport
