// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/sessionfacts.h"

#include "core/providers/anthropic/requestfacts.h"
#include "core/providers/jsonscanner.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxSession = 200;  // characters
constexpr qsizetype MaxUserId = 4096;  // bytes
constexpr qsizetype MaxOtherId = 1024; // bytes

// The session in a user id: a JSON text {"device_id","account_uuid","session_id"}, in older clients
// "user_<hash>_account_<uuid>_session_<uuid>".
QString sessionInUserId(const QString &userId)
{
    const QByteArray text = userId.toUtf8();
    if (text.startsWith('{')) {
        QString session;
        JsonScanner scanner(text);
        (void)scanner.members([&](QByteArrayView key) {
            const auto value = scanner.value();
            if (value && isJsonKey(key, "session_id"_L1))
                session = jsonTextValue(*value, MaxOtherId);
            return value.has_value();
        });
        return session;
    }
    constexpr QStringView marker = u"_session_";
    const qsizetype found = userId.lastIndexOf(marker);
    return found < 0 ? QString() : userId.sliced(found + marker.size());
}

// One pass over a body; what identifies the session is kept apart until all of it has been seen.
class BodyReader final
{
public:
    explicit BodyReader(QByteArrayView body) : m_scanner(body) {}

    void read()
    {
        (void)m_scanner.members([this](QByteArrayView key) { return readMember(key); });
        for (const QString &candidate : {m_userSession, m_cacheKey, m_conversation}) {
            if (facts.session.isEmpty())
                facts.session = candidate;
        }
    }

    RequestFacts facts;

private:
    [[nodiscard]] bool readMember(QByteArrayView key)
    {
        if (isJsonKey(key, "model"_L1))
            return readModel();
        if (isJsonKey(key, "stream"_L1))
            return readRaw([this](QByteArrayView value) { facts.stream = value == "true"; });
        if (isJsonKey(key, "max_tokens"_L1))
            return readRaw([this](QByteArrayView value) { facts.maxTokens = jsonCount(value).value_or(-1); });
        if (isJsonKey(key, "metadata"_L1) && m_scanner.peek() == '{')
            return readMemberText("user_id"_L1, MaxUserId, [this](const QString &id) { m_userSession = sessionInUserId(id); });
        if (isJsonKey(key, "prompt_cache_key"_L1))
            return readRaw([this](QByteArrayView value) { m_cacheKey = jsonTextValue(value, MaxOtherId); });
        if (isJsonKey(key, "conversation_id"_L1))
            return readRaw([this](QByteArrayView value) { m_conversation = jsonTextValue(value, MaxOtherId); });
        if (isJsonKey(key, "conversation"_L1))
            return readConversation();
        return m_scanner.skipValue([this](QByteArrayView nested) {
            if (nested == "ttl" && m_scanner.isNext(R"("1h")"))
                facts.longCache = true;
        });
    }

    // As modelOf() reads it: the first one, and none when that is no text.
    [[nodiscard]] bool readModel()
    {
        facts.modelTwice = m_sawModel;
        return readRaw([this](QByteArrayView value) {
            if (!std::exchange(m_sawModel, true))
                facts.model = jsonTextValue(value, MaxModelName);
        });
    }

    // OpenAI's form: an id, or an object with one.
    [[nodiscard]] bool readConversation()
    {
        const auto keep = [this](const QString &id) { m_conversation = id; };
        if (m_scanner.peek() == '{')
            return readMemberText("id"_L1, MaxOtherId, keep);
        return readRaw([keep](QByteArrayView value) { keep(jsonTextValue(value, MaxOtherId)); });
    }

    template <typename Use>
    [[nodiscard]] bool readRaw(Use use)
    {
        const auto value = m_scanner.value();
        if (value)
            use(*value);
        return value.has_value();
    }

    template <typename Use>
    [[nodiscard]] bool readMemberText(QLatin1StringView name, qsizetype longest, Use use)
    {
        return m_scanner.members([&](QByteArrayView key) {
            return readRaw([&](QByteArrayView value) {
                if (isJsonKey(key, name))
                    use(jsonTextValue(value, longest));
            });
        });
    }

    JsonScanner m_scanner;
    QString m_userSession;
    QString m_cacheKey;
    QString m_conversation;
    bool m_sawModel = false;
};

} // namespace

RequestFacts anthropicRequestFacts(const HeaderBlock &headers, QByteArrayView body)
{
    BodyReader reader(body);
    reader.facts.session = QString::fromUtf8(headers.value("x-claude-code-session-id").trimmed());
    reader.read();
    reader.facts.session.truncate(MaxSession);
    return reader.facts;
}

} // namespace homeport
