// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <array>

// The few socket calls GuardedSocket makes itself: QAbstractSocket's own engine asks the kernel for
// the readable byte count before every read and buffers every write until a notification.
namespace homeport::socketio {

inline constexpr qint64 WouldBlock = -1;
inline constexpr qint64 Broken = -2;

void prepare(qintptr fd); // non-blocking, TCP_NODELAY
// Bytes read (0: the peer closed), WouldBlock or Broken.
[[nodiscard]] qint64 receive(qintptr fd, char *into, qint64 max);
// Bytes taken by the kernel over all @p parts together, WouldBlock or Broken. Never raises SIGPIPE.
[[nodiscard]] qint64 send(qintptr fd, const std::array<QByteArrayView, 4> &parts);
void shutdownWrite(qintptr fd);
// @p reset: the peer sees a reset instead of an orderly end.
void close(qintptr fd, bool reset);

} // namespace homeport::socketio
