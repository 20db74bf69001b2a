// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>

#include <memory>
#include <utility>

namespace homeport {

// The one way to consume a QFuture<Result<T>>: calls handler(result) once, in the thread of
// @p context. If the context dies first, the handler is never called. A producer that gives up
// (broken promise, cancellation) arrives as Error::Code::Cancelled.
template <typename T, typename Handler>
void onResult(const QFuture<Result<T>> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handler = std::move(handler)]() mutable {
        watcher->deleteLater();
        if (watcher->isCanceled() || watcher->future().resultCount() == 0)
            handler(Result<T>(Error{Error::Code::Cancelled, QStringLiteral("the operation was cancelled")}));
        else
            handler(watcher->result());
    });
    watcher->setFuture(future);
}

// A future that is finished already.
template <typename T>
[[nodiscard]] QFuture<Result<T>> readyResult(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

// A promise of an operation in several steps, held by whoever takes the next one.
template <typename T>
[[nodiscard]] std::shared_ptr<QPromise<Result<T>>> startedPromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T>
void complete(const std::shared_ptr<QPromise<Result<T>>> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace homeport
