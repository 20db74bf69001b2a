// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/requestfacts.h"

#include "core/providers/jsonfields.h"
#include "core/providers/modelname.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxSession = 200; // characters
constexpr qsizetype MaxId = 1024;     // bytes

// One pass over a body.
class BodyReader final
{
public:
    BodyReader(QByteArrayView body, RequestFacts &facts) : m_scanner(body), m_facts(facts) {}

    void readPublic()
    {
        (void)m_scanner.members([this](QByteArrayView key) { return readPublicMember(key); });
    }

    void readCodeAssist()
    {
        (void)m_scanner.members([this](QByteArrayView key) {
            if (isJsonKey(key, "model"_L1))
                return readModel();
            if (isJsonKey(key, "request"_L1))
                return readJsonObject(m_scanner, [this](QByteArrayView inner) { return readPublicMember(inner); });
            return m_scanner.skipValue();
        });
    }

private:
    [[nodiscard]] bool readPublicMember(QByteArrayView key)
    {
        if (isJsonKey(key, "generationConfig"_L1) || isJsonKey(key, "generation_config"_L1))
            return readJsonObject(m_scanner, [this](QByteArrayView inner) { return readConfigMember(inner); });
        if (isJsonKey(key, "session_id"_L1) || isJsonKey(key, "sessionId"_L1))
            return readJsonText(m_scanner, m_facts.session, MaxId);
        return m_scanner.skipValue();
    }

    [[nodiscard]] bool readConfigMember(QByteArrayView key)
    {
        if (!isJsonKey(key, "maxOutputTokens"_L1) && !isJsonKey(key, "max_output_tokens"_L1))
            return m_scanner.skipValue();
        JsonCount count;
        const bool isRead = readJsonCount(m_scanner, count);
        m_facts.maxTokens = count.value_or(m_facts.maxTokens);
        return isRead;
    }

    // The first one, and none when that is no text.
    [[nodiscard]] bool readModel()
    {
        m_facts.modelTwice = m_sawModel;
        const auto value = m_scanner.value();
        if (value && !std::exchange(m_sawModel, true))
            m_facts.model = geminiModelName(jsonTextValue(*value, MaxModelName));
        return value.has_value();
    }

    JsonScanner m_scanner;
    RequestFacts &m_facts;
    bool m_sawModel = false;
};

} // namespace

RequestFacts geminiRequestFacts(const ApiCall &call, QByteArrayView body)
{
    RequestFacts facts;
    facts.stream = call.stream;
    BodyReader reader(body, facts);
    if (call.codeAssist) {
        reader.readCodeAssist();
    } else {
        facts.model = geminiModelName(QString::fromUtf8(call.model));
        reader.readPublic();
        facts.session.clear(); // the public shape has none
    }
    facts.session.truncate(MaxSession);
    return facts;
}

QString geminiModelName(const QString &model)
{
    constexpr QStringView collection = u"models/";
    return model.startsWith(collection) ? model.sliced(collection.size()) : model;
}

} // namespace homeport
