// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace homeport {

// Whoever cancels @p outer cancels @p inner, on which it waits; while @p context lives, and in its thread.
template <typename T, typename U>
void passCancellation(const QFuture<Result<T>> &outer, QFuture<Result<U>> inner, QObject *context)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::canceled, context, [inner]() mutable { inner.cancel(); });
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(outer);
}

} // namespace homeport
