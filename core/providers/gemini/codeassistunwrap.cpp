// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/codeassistunwrap.h"

#include "core/providers/jsonscanner.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView DataField = "data:";

// One line of an event: what it is, and how it ends.
struct Line
{
    QByteArrayView text;
    QByteArrayView end; // "\n", "\r\n", or none: the stream ended in it

    [[nodiscard]] bool isData() const { return text.startsWith(DataField); }
    [[nodiscard]] QByteArrayView data() const { return text.sliced(DataField.size() + (text.startsWith("data: ") ? 1 : 0)); }
    [[nodiscard]] QByteArrayView prefix() const { return text.chopped(data().size()); } // as it is written
};

Line takeLine(QByteArrayView *event)
{
    const qsizetype newline = event->indexOf('\n');
    const QByteArrayView line = newline < 0 ? *event : event->first(newline + 1);
    *event = event->sliced(line.size());
    const qsizetype ending = line.endsWith("\r\n") ? 2 : line.endsWith('\n') ? 1 : 0;
    return {line.chopped(ending), line.last(ending)};
}

// The data of an event, its lines joined; @p joined holds them where there are several. Null: it has none.
std::optional<QByteArrayView> dataOf(QByteArrayView event, QByteArray *joined)
{
    std::optional<QByteArrayView> data;
    while (!event.isEmpty()) {
        const Line line = takeLine(&event);
        if (!line.isData())
            continue;
        if (data) {
            if (joined->isEmpty())
                joined->append(*data);
            joined->append('\n').append(line.data());
        }
        data = data ? QByteArrayView(*joined) : line.data();
    }
    return data;
}

// The event with other data in the place of its first data line.
void putWithData(QByteArrayView event, QByteArrayView data, QByteArray *out)
{
    bool isPut = false;
    while (!event.isEmpty()) {
        const Line line = takeLine(&event);
        if (!line.isData()) {
            out->append(line.text).append(line.end);
            continue;
        }
        for (QByteArrayView rest = std::exchange(isPut, true) ? QByteArrayView() : data; !rest.isEmpty();) {
            const qsizetype newline = rest.indexOf('\n');
            out->append(line.prefix()).append(newline < 0 ? rest : rest.first(newline)).append(line.end);
            rest = newline < 0 ? QByteArrayView() : rest.sliced(newline + 1);
        }
    }
}

bool isJson(QByteArrayView text)
{
    JsonScanner scanner(text);
    return scanner.skipValue() && scanner.isAtEnd();
}

} // namespace

std::optional<QByteArrayView> unwrappedResponse(QByteArrayView json)
{
    std::optional<QByteArrayView> response;
    bool isError = false;
    JsonScanner scanner(json);
    const bool isObject = scanner.members([&](QByteArrayView key) {
        const bool isResponse = isJsonKey(key, "response"_L1);
        isError = isError || isJsonKey(key, "error"_L1);
        const auto value = scanner.value();
        if (isResponse)
            response = value; // of two the later one, as JSON's readers have it
        return value.has_value();
    });
    const bool isWrapped = isObject && scanner.isAtEnd() && response && response->startsWith('{') && !isError;
    return isWrapped ? response : std::nullopt;
}

QByteArray CodeAssistUnwrap::feed(QByteArrayView chunk)
{
    QByteArray out;
    if (m_problem)
        return out;
    m_held.append(chunk);
    if (m_form != Form::Body)
        takeEvents(&out);
    if (!m_problem && m_held.size() > MostHeld)
        m_problem = Error{Error::Code::Invalid,
                          u"A part of the answer is larger than %1 MiB: it can't be unwrapped."_s.arg(MostHeld >> 20)};
    if (m_problem)
        m_held = QByteArray();
    return out;
}

QByteArray CodeAssistUnwrap::finish()
{
    const QByteArray rest = std::exchange(m_held, {});
    if (m_problem)
        return {};
    if (m_form == Form::Body) {
        const auto response = unwrappedResponse(rest);
        return response ? response->toByteArray() : rest;
    }
    QByteArray out;
    if (!rest.isEmpty())
        putEvent(rest, &out);
    if (m_form == Form::List && !m_problem)
        out.append(m_hasElement ? "]" : "[]");
    return out;
}

void CodeAssistUnwrap::takeEvents(QByteArray *out)
{
    qsizetype eventAt = 0;
    for (qsizetype newline = m_held.indexOf('\n', m_searched); newline >= 0 && !m_problem; newline = m_held.indexOf('\n', m_lineAt)) {
        const QByteArrayView line = QByteArrayView(m_held).sliced(m_lineAt, newline - m_lineAt);
        m_lineAt = newline + 1;
        if (!line.isEmpty() && line != "\r")
            continue;
        putEvent(QByteArrayView(m_held).sliced(eventAt, m_lineAt - eventAt), out);
        eventAt = m_lineAt;
    }
    m_held.remove(0, eventAt);
    m_lineAt -= eventAt;
    m_searched = m_held.size();
}

void CodeAssistUnwrap::putEvent(QByteArrayView event, QByteArray *out)
{
    QByteArray joined;
    const auto data = dataOf(event, &joined);
    const auto response = data ? unwrappedResponse(*data) : std::nullopt;
    if (m_form == Form::Events && response)
        putWithData(event, *response, out);
    else if (m_form == Form::Events)
        out->append(event);
    else if (data && !response && !isJson(*data))
        m_problem = Error{Error::Code::Invalid, u"A part of the answer is no JSON: it can't be put into a list."_s};
    else if (data)
        out->append(std::exchange(m_hasElement, true) ? ",\n" : "[").append(response.value_or(data->trimmed()));
}

} // namespace homeport
