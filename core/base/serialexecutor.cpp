// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/serialexecutor.h"

#include "core/base/cryptothread.h"

namespace homeport {

SerialExecutor::SerialExecutor(const QString &threadName, QThread::Priority priority) : m_worker(new QObject)
{
    m_thread.setObjectName(threadName);
    m_worker->moveToThread(&m_thread);
    releaseCryptoStateOf(m_thread);
    m_thread.start();
    if (priority != QThread::InheritPriority) // not by start(): SCHED_IDLE can't be a thread's first policy
        m_thread.setPriority(priority);
}

SerialExecutor::~SerialExecutor()
{
    // The thread is not ended from within: its dispatcher goes with it, and whoever posts still wakes that after the thread may
    // have run what was posted.
    QMetaObject::invokeMethod(
        m_worker, [this] { delete std::exchange(m_worker, nullptr); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void SerialExecutor::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

} // namespace homeport
