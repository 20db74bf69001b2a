// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/usageparser.h"

#include "core/providers/modelname.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array Wanted{"usageMetadata"_L1, "modelVersion"_L1, "finishReason"_L1, "blockReason"_L1};
constexpr std::array Entered{"response"_L1, "candidates"_L1, "promptFeedback"_L1};
constexpr BodyMembers::Keys Keys{.wanted = Wanted, .entered = Entered, .inList = true};
constexpr std::array Counted{"promptTokenCount"_L1, "cachedContentTokenCount"_L1, "toolUsePromptTokenCount"_L1, "candidatesTokenCount"_L1,
                             "thoughtsTokenCount"_L1}; // as takeCounts() has them
constexpr EventShape::Rules Shape{.read = Wanted, .counted = "usageMetadata"_L1, .counts = Counted};

} // namespace

GeminiUsageParser::GeminiUsageParser(Form form) : m_form(form), m_members(Keys), m_events(true), m_shape(Shape) {}

void GeminiUsageParser::feed(QByteArrayView chunk)
{
    if (m_form == Form::EventStream)
        m_events.feed(chunk, *this);
    else if (m_form == Form::Json)
        m_members.feed(chunk, [this](QByteArrayView member) { takeMember(member); });
}

void GeminiUsageParser::data(QByteArrayView piece)
{
    const bool isWhole = !m_isBegun && piece.endsWith('\n');
    m_isBegun = true;
    if (isWhole && m_shape.matches(piece)) {
        m_isRead = true;
        takeCounts();
    }
    if (m_isRead)
        return;
    m_members.feed(piece, [this](QByteArrayView member) { takeMember(member); });
    if (isWhole)
        m_shape.learn(piece);
    else if (m_isChanged)
        m_shape.forget();
}

void GeminiUsageParser::end()
{
    m_members.restart();
    m_isBegun = false;
    m_isRead = false;
    m_isChanged = false;
}

void GeminiUsageParser::takeCounts()
{
    JsonCount *const places[] = {&m_counts.prompt, &m_counts.cached, &m_counts.toolUse, &m_counts.candidates, &m_counts.thoughts};
    static_assert(std::size(places) == Counted.size());
    for (std::size_t i = 0; i < Counted.size(); ++i) {
        if (const qint64 count = m_shape.counts()[i]; count >= 0)
            *places[i] = count;
    }
}

void GeminiUsageParser::takeMember(QByteArrayView member)
{
    if (member.endsWith("null") || member == QByteArrayView(m_modelMember))
        return; // as nearly every chunk of a stream has it
    m_isChanged = true;
    const bool isRead = readJsonMember(member, [this, member](JsonScanner &scanner, QByteArrayView key) {
        if (isJsonKey(key, "usageMetadata"_L1))
            return readCounts(scanner);
        if (isJsonKey(key, "modelVersion"_L1)) {
            m_modelMember = member.toByteArray();
            return readJsonText(scanner, m_model, MaxModelName);
        }
        return readJsonText(scanner, m_stopReason, MaxStopReason);
    });
    m_isLost = m_isLost || !isRead;
}

bool GeminiUsageParser::readCounts(JsonScanner &scanner)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "promptTokenCount"_L1))
            return readJsonCount(scanner, m_counts.prompt);
        if (isJsonKey(key, "cachedContentTokenCount"_L1))
            return readJsonCount(scanner, m_counts.cached);
        if (isJsonKey(key, "toolUsePromptTokenCount"_L1))
            return readJsonCount(scanner, m_counts.toolUse);
        if (isJsonKey(key, "candidatesTokenCount"_L1))
            return readJsonCount(scanner, m_counts.candidates);
        if (isJsonKey(key, "thoughtsTokenCount"_L1))
            return readJsonCount(scanner, m_counts.thoughts);
        return scanner.skipValue();
    });
}

TokenUsage GeminiUsageParser::usage() const
{
    TokenUsage usage;
    usage.cacheRead = partOf(m_counts.prompt, m_counts.cached);
    usage.input = m_counts.prompt.value_or(usage.cacheRead) - usage.cacheRead + m_counts.toolUse.value_or(0);
    usage.reasoning = m_counts.thoughts.value_or(0);
    usage.output = m_counts.candidates.value_or(0) + usage.reasoning;
    usage.model = m_model;
    usage.stopReason = m_stopReason;
    const bool isTold = m_counts.prompt || m_counts.cached || m_counts.toolUse || m_counts.candidates || m_counts.thoughts;
    usage.known = isTold && !m_isLost && !m_members.isLost();
    usage.complete = !m_stopReason.isEmpty() && !m_members.isInside();
    return usage;
}

} // namespace homeport
