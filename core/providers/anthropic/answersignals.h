// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/answersignal.h"

namespace homeport {

// What status, fields and (the beginning of) the body of a Messages answer to a request for @p model mean. @p now, UTC.
// `until` lies between now and eight days from now: of a window that should have been reset already, a minute (or
// retry-after) from now is taken; what lies farther away is cut; an overload is cut to five minutes.
[[nodiscard]] AnswerSignal anthropicSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                           const QDateTime &now);

// The quota windows that the fields anthropic-ratelimit-* tell of; empty when there are none. @p now, UTC.
// A value that is malformed is left out; a window without any readable value too.
[[nodiscard]] QList<QuotaWindow> anthropicQuota(const HeaderBlock &headers, const QDateTime &now);

// The family a provider counts models by: "opus", "sonnet", "haiku"; else the model's own name, empty when it has none.
[[nodiscard]] QString modelFamily(const QString &model);

// The family that a quota window is about, into @p window: "opus" of "7d_opus"; empty where it is about all models.
[[nodiscard]] QStringView quotaFamily(const QString &window);

} // namespace homeport
