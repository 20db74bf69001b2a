// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

#include <functional>
#include <memory>

namespace homeport::test {

// Keeps everything a transfer says; what happens at data is the test's.
struct Recorder final : TransferHandler
{
    void transferHead(int s, QByteArrayView r, HeaderBlock &&h) override
    {
        ++heads;
        status = s;
        reason = r.toByteArray();
        headers = std::move(h);
    }
    void transferData(QByteArrayView chunk) override
    {
        body += chunk.toByteArray();
        if (onData)
            onData();
    }
    void transferTurnEnded() override { ++turns; }
    void transferFinished(const Result<TransferStats> &r) override
    {
        ++finishes;
        result = std::make_unique<Result<TransferStats>>(r);
        if (onFinished)
            onFinished();
    }

    int heads = 0;
    int turns = 0;
    int finishes = 0;
    int status = 0;
    QByteArray reason;
    HeaderBlock headers;
    QByteArray body;
    std::unique_ptr<Result<TransferStats>> result;
    std::function<void()> onData;
    std::function<void()> onFinished;
};

inline TransferRequest post(const QByteArray &url, const QByteArray &body)
{
    TransferRequest request;
    request.method = "POST";
    request.url = url;
    request.headers.append("Content-Type", "application/json");
    request.body = body;
    return request;
}

// No part of it is like another.
inline QByteArray patterned(qsizetype size)
{
    QByteArray bytes;
    bytes.reserve(size + 16);
    for (int i = 0; bytes.size() < size; ++i)
        bytes += QByteArray::number(i);
    bytes.truncate(size);
    return bytes;
}

} // namespace homeport::test
