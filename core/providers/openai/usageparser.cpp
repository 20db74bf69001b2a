// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/usageparser.h"

#include "core/providers/modelname.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::array Wanted{"usage"_L1, "model"_L1, "finish_reason"_L1, "status"_L1, "incomplete_details"_L1};
constexpr std::array Entered{"response"_L1, "choices"_L1};
constexpr BodyMembers::Keys Keys{.wanted = Wanted, .entered = Entered};
constexpr std::size_t Lead = 15; // " [DONE]\r\n" and some; within what a std::string holds in itself

// A count nested in an object of details.
bool readDetail(JsonScanner &scanner, QLatin1StringView name, JsonCount &count)
{
    return readJsonObject(scanner,
                          [&](QByteArrayView key) { return isJsonKey(key, name) ? readJsonCount(scanner, count) : scanner.skipValue(); });
}

} // namespace

OpenAiUsageParser::OpenAiUsageParser(Form form) : m_form(form), m_members(Keys), m_events(true), m_shape({.read = Wanted}) {}

void OpenAiUsageParser::feed(QByteArrayView chunk)
{
    if (m_form == Form::EventStream)
        m_events.feed(chunk, *this);
    else if (m_form == Form::Json)
        m_members.feed(chunk, [this](QByteArrayView member) { takeMember(member); });
}

bool OpenAiUsageParser::event(QByteArrayView name)
{
    if (!name.startsWith("response."))
        return true; // chat, whose events some servers name
    return name == "response.created" || name == "response.completed" || name == "response.incomplete" || name == "response.failed";
}

void OpenAiUsageParser::data(QByteArrayView piece)
{
    const bool isWhole = m_lead.empty() && piece.endsWith('\n');
    m_isRead = m_isRead || (isWhole && m_shape.matches(piece));
    if (m_isRead)
        return; // nothing new
    if (m_lead.size() < Lead)
        m_lead.append(piece.data(), std::min(Lead - m_lead.size(), static_cast<std::size_t>(piece.size())));
    m_members.feed(piece, [this](QByteArrayView member) { takeMember(member); });
    if (isWhole)
        m_shape.learn(piece);
    else if (m_isChanged)
        m_shape.forget();
}

void OpenAiUsageParser::end()
{
    m_wasDone = m_wasDone || isDone();
    m_lead.clear();
    m_members.restart();
    m_isRead = false;
    m_isChanged = false;
}

bool OpenAiUsageParser::isDone() const
{
    return QByteArrayView(m_lead.data(), static_cast<qsizetype>(m_lead.size())).trimmed() == "[DONE]";
}

void OpenAiUsageParser::takeMember(QByteArrayView member)
{
    if (member.endsWith("null") || member == QByteArrayView(m_modelMember))
        return; // as nearly every chunk of a stream has it
    m_isChanged = true;
    const bool isRead = readJsonMember(member, [this, member](JsonScanner &scanner, QByteArrayView key) {
        if (isJsonKey(key, "usage"_L1))
            return readCounts(scanner);
        if (isJsonKey(key, "model"_L1)) {
            m_modelMember = member.toByteArray();
            return readJsonText(scanner, m_model, MaxModelName);
        }
        if (isJsonKey(key, "finish_reason"_L1))
            return readJsonText(scanner, m_finishReason, MaxStopReason);
        if (isJsonKey(key, "status"_L1))
            return readJsonText(scanner, m_status, MaxStopReason);
        return readJsonObject(scanner, [&](QByteArrayView detail) {
            return isJsonKey(detail, "reason"_L1) ? readJsonText(scanner, m_incompleteReason, MaxStopReason) : scanner.skipValue();
        });
    });
    m_isLost = m_isLost || !isRead;
}

bool OpenAiUsageParser::readCounts(JsonScanner &scanner)
{
    return readJsonObject(scanner, [&](QByteArrayView key) {
        if (isJsonKey(key, "prompt_tokens"_L1) || isJsonKey(key, "input_tokens"_L1))
            return readJsonCount(scanner, m_counts.prompt);
        if (isJsonKey(key, "completion_tokens"_L1) || isJsonKey(key, "output_tokens"_L1))
            return readJsonCount(scanner, m_counts.output);
        if (isJsonKey(key, "prompt_tokens_details"_L1) || isJsonKey(key, "input_tokens_details"_L1))
            return readDetail(scanner, "cached_tokens"_L1, m_counts.cached);
        if (isJsonKey(key, "completion_tokens_details"_L1) || isJsonKey(key, "output_tokens_details"_L1))
            return readDetail(scanner, "reasoning_tokens"_L1, m_counts.reasoning);
        return scanner.skipValue();
    });
}

bool OpenAiUsageParser::isFinal() const
{
    return m_status == "completed"_L1 || m_status == "incomplete"_L1 || m_status == "failed"_L1 || m_status == "cancelled"_L1;
}

QString OpenAiUsageParser::stopReason() const
{
    if (!m_finishReason.isEmpty() || !isFinal())
        return m_finishReason;
    return m_status == "incomplete"_L1 && !m_incompleteReason.isEmpty() ? QString(m_status + ": "_L1 + m_incompleteReason) : m_status;
}

TokenUsage OpenAiUsageParser::usage() const
{
    TokenUsage usage;
    usage.cacheRead = partOf(m_counts.prompt, m_counts.cached);
    usage.input = m_counts.prompt.value_or(usage.cacheRead) - usage.cacheRead;
    usage.reasoning = partOf(m_counts.output, m_counts.reasoning);
    usage.output = m_counts.output.value_or(usage.reasoning);
    usage.model = m_model;
    usage.stopReason = stopReason();
    const bool isTold = m_counts.prompt || m_counts.cached || m_counts.output || m_counts.reasoning;
    usage.known = isTold && !m_isLost && !m_members.isLost();
    const bool isEnded = m_wasDone || isDone() || (isFinal() && !m_members.isInside());
    usage.complete = m_form == Form::Json ? m_members.isComplete() : isEnded;
    return usage;
}

} // namespace homeport
