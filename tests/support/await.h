// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QTest>

namespace homeport::testing {

// Lets the event loop run until @p future has its result; tests only.
template <typename T>
[[nodiscard]] Result<T> await(const QFuture<Result<T>> &future, int patienceMs = 30'000)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, patienceMs))
        return Error{Error::Code::Timeout, QStringLiteral("the test gave up waiting")};
    if (future.isCanceled() || future.resultCount() == 0)
        return Error{Error::Code::Cancelled, QStringLiteral("finished without a result")};
    return future.result();
}

} // namespace homeport::testing
