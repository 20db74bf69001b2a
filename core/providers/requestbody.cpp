// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/requestbody.h"

#include "core/providers/jsonscanner.h"
#include "core/providers/modelname.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

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

// What identifies the session is kept apart until all of the body has been seen.
class BodyReader final
{
public:
    BodyReader(QByteArrayView body, const RequestBodyForm &form) : m_scanner(body), m_form(form) {}

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
        if (isLimit(key))
            return readRaw([this](QByteArrayView value) { facts.maxTokens = std::max(facts.maxTokens, jsonCount(value).value_or(-1)); });
        if (m_form.userSession && isJsonKey(key, "metadata"_L1) && m_scanner.peek() == '{')
            return readMemberText("user_id"_L1, MaxUserId, [this](const QString &id) { m_userSession = sessionInUserId(id); });
        if (isJsonKey(key, "prompt_cache_key"_L1))
            return readRaw([this](QByteArrayView value) { m_cacheKey = jsonTextValue(value, MaxOtherId); });
        if (isJsonKey(key, "conversation_id"_L1))
            return readRaw([this](QByteArrayView value) { m_conversation = jsonTextValue(value, MaxOtherId); });
        if (isJsonKey(key, "conversation"_L1))
            return readConversation();
        if (!m_form.cacheLife)
            return m_scanner.skipValue();
        return m_scanner.skipValue([this](QByteArrayView nested) {
            if (nested == "ttl" && m_scanner.isNext(R"("1h")"))
                facts.longCache = true;
        });
    }

    [[nodiscard]] bool isLimit(QByteArrayView key) const
    {
        return std::any_of(m_form.maxTokens.begin(), m_form.maxTokens.end(),
                           [key](QLatin1StringView name) { return isJsonKey(key, name); });
    }

    // The first one, and none when that is no text.
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
    const RequestBodyForm &m_form;
    QString m_userSession;
    QString m_cacheKey;
    QString m_conversation;
    bool m_sawModel = false;
};

} // namespace

RequestFacts requestFactsIn(QByteArrayView body, const RequestBodyForm &form)
{
    BodyReader reader(body, form);
    reader.read();
    return reader.facts;
}

} // namespace homeport
