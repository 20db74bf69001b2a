// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/replywriter.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace homeport {

// Replies that are being written, each until its end. Those that still run when this dies are broken off.
class RunningReplies final
{
public:
    RunningReplies() = default;
    Q_DISABLE_COPY_MOVE(RunningReplies)

    using Ended = std::function<void(const ReplyWriter &)>;

    void run(std::unique_ptr<ResponseStream> response, Reply reply, const Ended &ended = {});
    [[nodiscard]] int streams() const { return m_streams; }

private:
    std::unordered_map<ReplyWriter *, std::unique_ptr<ReplyWriter>> m_writers;
    int m_streams = 0;
};

} // namespace homeport
