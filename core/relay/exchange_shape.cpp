// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Exchange that changes a request's shape, and its answer's, for an account that wants it: the one exception from
// "bytes pass unmodified".
#include "core/providers/gemini/codeassistwrap.h"
#include "core/relay/exchange.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isShapeForeign(const ApiCall &call, const RelayAccount &account)
{
    return account.pathStyle == PathStyle::CodeAssist && account.protocol == Protocol::Gemini && call.protocol == Protocol::Gemini
           && !call.codeAssist;
}

CodeAssistUnwrap::Form formOf(const ApiCall &call)
{
    if (!call.stream)
        return CodeAssistUnwrap::Form::Body;
    return call.eventStream ? CodeAssistUnwrap::Form::Events : CodeAssistUnwrap::Form::List;
}

} // namespace

// False: it can't be changed, and the tool was told so.
bool Exchange::changeShape(TransferRequest *upstream)
{
    m_unwrap.reset();
    if (!isShapeForeign(m_call, *m_account))
        return true;
    const auto body = wrappedForCodeAssist(m_call, m_request->body, m_account->projectId);
    if (!body) {
        refuse(400, body.error().detail, -1);
        return false;
    }
    upstream->url = m_account->baseUrl + codeAssistTarget(m_call);
    upstream->body = *body;
    if (m_call.kind == ApiCall::Kind::Generate) // a count is answered in the same shape
        m_unwrap = std::make_unique<CodeAssistUnwrap>(formOf(m_call));
    return true;
}

// An answer that is not good passes as it is. False: this one can't be unwrapped, and the tool was told so.
bool Exchange::beginUnwrap(int status, const HeaderBlock &headers)
{
    if (status < 200 || status >= 300) {
        m_unwrap.reset();
        return true;
    }
    const QByteArrayView encoding = headers.value("content-encoding");
    const bool isPlain = encoding.isEmpty() || HeaderBlock::sameName(encoding, "identity");
    if (isPlain && (!m_call.stream || headers.value("content-type").startsWith("text/event-stream")))
        return true;
    const QByteArrayView what = isPlain ? headers.value("content-type") : encoding;
    upstreamFailed(Error{Error::Code::Invalid, u"Code Assist answered in a form that can't be unwrapped: \"%1\"."_s.arg(
                                                   QString::fromLatin1(what.first(std::min<qsizetype>(what.size(), 100))))});
    return false;
}

// Its length is another one by now, and not known yet.
HeaderBlock Exchange::unwrappedHeaders(const HeaderBlock &headers) const
{
    const bool isList = m_call.stream && !m_call.eventStream;
    HeaderBlock changed;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        if (HeaderBlock::sameName(name, "content-length"))
            continue;
        const bool isChanged = isList && HeaderBlock::sameName(name, "content-type");
        changed.append(name, isChanged ? QByteArrayView("application/json; charset=UTF-8") : value);
    }
    return changed;
}

void Exchange::passUnwrapped(QByteArrayView chunk)
{
    const QByteArray bytes = m_unwrap->feed(chunk);
    if (!bytes.isEmpty())
        send(bytes);
    if (m_unwrap->problem())
        upstreamFailed(*m_unwrap->problem());
}

// False: the end could not be unwrapped, and the tool was told so.
bool Exchange::finishUnwrap()
{
    const QByteArray bytes = m_unwrap->finish();
    if (!bytes.isEmpty())
        send(bytes);
    if (!m_unwrap->problem())
        return true;
    upstreamFailed(*m_unwrap->problem());
    return false;
}

} // namespace homeport
