// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakecontents.h"

#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

Result<KeptContents> FakeContents::look(quint64 id) const
{
    if (failWith)
        return *failWith;
    if (!m_kept.contains(id))
        return Error{Error::Code::NotFound, {}};
    return m_kept.value(id);
}

QFuture<Result<KeptContents>> FakeContents::contents(quint64 id)
{
    asked << id;
    if (!hold)
        return readyResult(look(id));
    m_held.emplace_back(id, QPromise<Result<KeptContents>>());
    m_held.back().second.start();
    return m_held.back().second.future();
}

void FakeContents::answer()
{
    for (auto &[id, promise] : std::exchange(m_held, {})) {
        promise.addResult(look(id));
        promise.finish();
    }
}

QFuture<Result<KeptSummary>> FakeContents::summary()
{
    if (failWith)
        return readyResult(Result<KeptSummary>(*failWith));
    KeptSummary summary{m_kept.size(), 24'576 * (m_kept.size() + 1), {}};
    for (const KeptContents &contents : std::as_const(m_kept))
        summary.oldest = summary.oldest.isValid() ? std::min(summary.oldest, contents.keptAt) : contents.keptAt;
    return readyResult(Result<KeptSummary>(summary));
}

QFuture<Result<qint64>> FakeContents::purge()
{
    ++purges;
    if (failWith)
        return readyResult(Result<qint64>(*failWith));
    const qint64 count = m_kept.size();
    forget();
    return readyResult(Result<qint64>(count));
}

void FakeContents::keep(quint64 id, const KeptContents &contents)
{
    m_kept.insert(id, contents);
    Q_EMIT changed();
}

void FakeContents::forget()
{
    m_kept.clear();
    Q_EMIT changed();
}

KeptContents sampleContents(const QDateTime &now)
{
    KeptContents contents;
    contents.keptAt = now;
    contents.expiresAt = now.addDays(7);
    contents.request.head = "POST /v1/messages?beta=true HTTP/1.1\r\nhost: 127.0.0.1:8642\r\nauthorization: [removed]\r\n"
                            "content-type: application/json\r\nanthropic-version: 2023-06-01\r\nuser-agent: claude-cli/2.1.330\r\n\r\n";
    contents.request.body =
        R"({"model":"claude-sonnet-4-5","max_tokens":32000,"stream":true,"system":[{"type":"text","text":"You are a careful engineer.",)"
        R"("cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"Why does the harbour test fail on <b>Tuesdays</b>?)"
        R"( See https://example.com/log.txt"},{"role":"assistant","content":[]},{"role":"user","content":[{"type":"tool_result",)"
        R"("content":"harbour_test: expected 7 ships, saw 6 ships\nat tests/harbour_test.py:41\nPřístav, 港, ⚓"}]}],"temperature":1.0})";
    contents.request.bodySize = contents.request.body.size();
    contents.answer.head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nrequest-id: req_011CV\r\n\r\n";
    contents.answer
        .body = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"role\":\"assistant\"}}\n\n";
    for (const char *word : {"The", " ferry", " only", " leaves", " on", " other", " days", "."}) {
        contents.answer.body += R"(event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")";
        contents.answer.body += word;
        contents.answer.body += "\"}}\n\n";
    }
    contents.answer.body += "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    contents.answer.bodySize = contents.answer.body.size();
    return contents;
}

} // namespace homeport::test
