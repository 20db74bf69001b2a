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

} // namespace

GeminiUsageParser::GeminiUsageParser(Form form) : m_form(form), m_members(Keys), m_events(true) {}

void GeminiUsageParser::feed(QByteArrayView chunk)
{
    if (m_form == Form::EventStream)
        m_events.feed(chunk, *this);
    else if (m_form == Form::Json)
        data(chunk);
}

void GeminiUsageParser::data(QByteArrayView piece)
{
    m_members.feed(piece, [this](QByteArrayView member) { takeMember(member); });
}

void GeminiUsageParser::takeMember(QByteArrayView member)
{
    if (member.endsWith("null") || member == QByteArrayView(m_modelMember))
        return; // as nearly every chunk of a stream has it
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
