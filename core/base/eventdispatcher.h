// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractEventDispatcher;

namespace homeport {

// An event dispatcher for a thread with thousands of sockets, for QThread::setEventDispatcher(), or null
// where the platform's own serves (only Linux has ours).
//
// Why: Qt's dispatchers hand every watched descriptor to poll() on every turn of the loop, so a turn costs
// in proportion to all open streams. This one keeps them in an epoll set, and changes of a notifier
// between two waits that cancel each other never reach the kernel.
[[nodiscard]] QAbstractEventDispatcher *makeServerDispatcher();

// What has been posted to this thread is sent before the next socket that is ready has its turn, once, not after the last of them
// as usual. For work on much data, while that is still in the processor's caches. To be called from a socket's turn: from
// elsewhere it may do nothing. Nothing with other dispatchers.
void sendPostedBeforeNextSocket();

} // namespace homeport
