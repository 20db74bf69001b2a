// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

namespace homeport::test {

// Hears a transfer's calls and makes nothing of them.
struct IgnoredTransfer final : TransferHandler
{
    void transferHead(int, QByteArrayView, HeaderBlock &&) override {}
    void transferData(QByteArrayView) override {}
    void transferFinished(const Result<TransferStats> &) override {}
};

} // namespace homeport::test
