// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/wireprotocol.h"

namespace homeport {

// OpenAI's: Chat Completions, Responses, Completions, Embeddings; and of all who speak like it.
class OpenAiProtocol final : public WireProtocol
{
public:
    [[nodiscard]] RequestFacts requestFacts(const ApiCall &call, const HeaderBlock &headers, QByteArrayView body) const override;
    [[nodiscard]] AnswerSignal signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                      const QDateTime &now) const override;
    [[nodiscard]] QList<QuotaWindow> quota(const HeaderBlock &headers, const QDateTime &now) const override;
    [[nodiscard]] QByteArray errorBody(const OwnError &error) const override;
    [[nodiscard]] QByteArray errorEvent(const OwnError &error) const override;
    [[nodiscard]] QByteArrayView requestIdField() const override;
};

} // namespace homeport
