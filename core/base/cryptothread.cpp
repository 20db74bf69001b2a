// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cryptothread.h"

#include <QThread>

#include <openssl/crypto.h>

namespace homeport {

void releaseCryptoStateOf(QThread &thread)
{
    // finished() is emitted by the ending thread itself.
    QObject::connect(&thread, &QThread::finished, &thread, &OPENSSL_thread_stop, Qt::DirectConnection);
}

} // namespace homeport
