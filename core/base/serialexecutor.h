// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <functional>
#include <memory>
#include <type_traits>

namespace homeport {

// One thread that runs work in the order it was given. Every future completes exactly once;
// work still queued at destruction runs first (the destructor waits for it).
class SerialExecutor final
{
public:
    // QThread::IdlePriority is for work nobody waits for: with a busy processor it runs in what the others leave (Linux:
    // SCHED_IDLE, three thousandths of it at least).
    explicit SerialExecutor(const QString &threadName, QThread::Priority priority = QThread::InheritPriority);
    ~SerialExecutor();
    Q_DISABLE_COPY_MOVE(SerialExecutor)

    // Thread-safe. @p work returns Result<T> and runs in the executor's thread.
    template <typename Work>
    [[nodiscard]] auto run(Work work) -> QFuture<std::invoke_result_t<Work>>
    {
        using R = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        post([promise, work = std::move(work)]() mutable {
            promise->addResult(work());
            promise->finish();
        });
        return promise->future();
    }

private:
    void post(std::function<void()> work);

    QThread m_thread;
    QObject *m_worker = nullptr;
};

} // namespace homeport
