// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/replywriter.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace homeport {

// The replies that are being written. Destroying it breaks them off.
class ReplySet final
{
public:
    using Ended = std::function<void(const ReplyWriter &)>;

    ReplySet() = default;
    Q_DISABLE_COPY_MOVE(ReplySet)

    // @p ended: once, when it has been written or the client is gone.
    void run(std::unique_ptr<ResponseStream> response, Reply reply, const Ended &ended = {});
    [[nodiscard]] int streams() const { return m_streams; }

private:
    int m_streams = 0;
    std::unordered_map<ReplyWriter *, std::unique_ptr<ReplyWriter>> m_writers;
};

} // namespace homeport
