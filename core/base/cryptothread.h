// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThread;

namespace homeport {

// libcrypto keeps state for every thread that used it (random generators, error queues) and gives it back
// when the thread ends: after QThread::wait() has returned, so that a process which ends right then races with it
// and loses it. With this, the state goes before wait() returns. Call once, before the thread starts.
void releaseCryptoStateOf(QThread &thread);

} // namespace homeport
