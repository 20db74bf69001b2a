// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keypolicy.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxRequests = 1'000'000'000;
constexpr qint64 MaxTokens = 1'000'000'000'000;
constexpr qint64 MaxBudget = 9'000'000'000'000'000; // 9 million dollars: exact in every reader of JSON (2^53)
constexpr int MaxDays = 3650;
constexpr int MaxPlaces = 10'000;
constexpr int MaxQueueSeconds = 3600;
constexpr int MaxContentsDays = 90;
constexpr int MaxContentsKb = 1024;
constexpr int MaxContentsMb = 10'000;
constexpr qsizetype MaxEntries = 1000;
constexpr qsizetype MaxText = 200;
constexpr qsizetype MaxProject = 60;

constexpr auto ExpiresAt = "expires_at"_L1;
constexpr auto Accounts = "accounts"_L1;
constexpr auto Project = "project"_L1;
constexpr auto Aliases = "aliases"_L1;

bool isPlainText(const QString &text, qsizetype longest)
{
    const bool printable = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    return !text.isEmpty() && text.size() <= longest && text == text.trimmed() && printable && text.isValidUtf16();
}

// The one list of fields for both directions: visit(name, field, lowest, highest).
template <typename Policy, typename Visit>
void visitNumbers(Policy &policy, Visit visit)
{
    visit("expires_after_days"_L1, policy.expiresAfterDays, 0, MaxDays);
    visit("group_id"_L1, policy.groupId, 0, std::numeric_limits<qint64>::max());
    visit("requests_per_minute"_L1, policy.requestsPerMinute, 0, MaxRequests);
    visit("requests_per_hour"_L1, policy.requestsPerHour, 0, MaxRequests);
    visit("requests_per_day"_L1, policy.requestsPerDay, 0, MaxRequests);
    visit("tokens_per_minute"_L1, policy.tokensPerMinute, 0, MaxTokens);
    visit("tokens_per_day"_L1, policy.tokensPerDay, 0, MaxTokens);
    visit("concurrent"_L1, policy.concurrent, 0, MaxPlaces);
    visit("queue_size"_L1, policy.queueSize, 0, MaxPlaces);
    visit("queue_seconds"_L1, policy.queueSeconds, 1, MaxQueueSeconds);
    visit("budget_day_nanos"_L1, policy.budgetDay, 0, MaxBudget);
    visit("budget_week_nanos"_L1, policy.budgetWeek, 0, MaxBudget);
    visit("budget_month_nanos"_L1, policy.budgetMonth, 0, MaxBudget);
    visit("budget_total_nanos"_L1, policy.budgetTotal, 0, MaxBudget);
    visit("contents_days"_L1, policy.contentsDays, 0, MaxContentsDays);
    visit("contents_kb"_L1, policy.contentsKb, 1, MaxContentsKb);
    visit("contents_mb"_L1, policy.contentsMb, 1, MaxContentsMb);
}

template <typename Policy, typename Visit>
void visitTexts(Policy &policy, Visit visit)
{
    visit("providers"_L1, policy.providers);
    visit("models"_L1, policy.models);
}

// Takes fields out of the object and keeps the first thing that is wrong.
class PolicyReader final
{
public:
    explicit PolicyReader(QJsonObject json) : m_json(std::move(json)) {}

    template <typename Number>
    void number(QLatin1StringView name, Number &field, qint64 lowest, qint64 highest)
    {
        const QJsonValue value = m_json.take(name);
        if (value.isUndefined())
            return;
        // A number that is no whole one gives the default, and that is out of range.
        const qint64 whole = value.toInteger(lowest - 1);
        if (whole < lowest || whole > highest)
            return fail(name, u"must be a whole number from %1 to %2"_s.arg(lowest).arg(highest));
        field = static_cast<Number>(whole);
    }

    void moment(QLatin1StringView name, QDateTime &field)
    {
        const QJsonValue value = m_json.take(name);
        if (value.isUndefined())
            return;
        const QDateTime read = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
        if (!read.isValid() || read.timeSpec() == Qt::LocalTime) // local time: it names no zone
            return fail(name, u"must be a moment with its zone, such as \"2026-12-31T00:00:00Z\""_s);
        field = read.toUTC();
    }

    void texts(QLatin1StringView name, QStringList &field)
    {
        list(name, u"texts of 1 to %1 characters without spaces around them"_s.arg(MaxText), [&field](const QJsonValue &entry) {
            field << entry.toString();
            return isPlainText(field.last(), MaxText);
        });
    }

    void text(QLatin1StringView name, QString &field)
    {
        const QJsonValue value = m_json.take(name);
        if (value.isUndefined())
            return;
        field = value.toString();
        if (!isPlainText(field, MaxProject))
            fail(name, u"must be a text of 1 to %1 characters without spaces around it"_s.arg(MaxProject));
    }

    void aliases(QLatin1StringView name, ModelAliases &field)
    {
        const QJsonValue value = m_json.take(name);
        if (value.isUndefined())
            return;
        const QJsonObject pairs = value.toObject();
        for (auto pair = pairs.begin(); pair != pairs.end(); ++pair)
            field.insert(pair.key(), pair.value().toString());
        if (const QString problem = problemWith(field); !value.isObject() || !problem.isEmpty())
            fail(name, u"must give names of models the name of another: %1"_s.arg(problem));
    }

    void ids(QLatin1StringView name, QList<qint64> &field)
    {
        list(name, u"whole numbers from 1"_s, [&field](const QJsonValue &entry) {
            field << entry.toInteger(0);
            return field.last() > 0;
        });
    }

    // Nothing but known fields was there.
    [[nodiscard]] std::optional<Error> finish()
    {
        if (!m_error && !m_json.isEmpty())
            fail(m_json.constBegin().key(), u"is no limit that this version of Homeport knows"_s);
        return m_error;
    }

private:
    template <typename Name>
    void fail(const Name &name, const QString &why)
    {
        if (!m_error)
            m_error = Error{Error::Code::Invalid, u"The limit \"%1\" %2."_s.arg(name, why)};
    }

    template <typename Take>
    void list(QLatin1StringView name, const QString &what, Take take)
    {
        const QJsonValue value = m_json.take(name);
        if (value.isUndefined())
            return;
        const QJsonArray entries = value.toArray();
        if (!value.isArray() || entries.size() > MaxEntries || !std::all_of(entries.begin(), entries.end(), take))
            fail(name, u"must be a list of %1, %2 at most"_s.arg(what).arg(MaxEntries));
    }

    QJsonObject m_json;
    std::optional<Error> m_error;
};

} // namespace

QJsonObject toJson(const KeyPolicy &policy)
{
    const KeyPolicy none;
    QJsonObject json;
    QHash<QLatin1StringView, qint64> defaults;
    visitNumbers(none, [&](QLatin1StringView name, qint64 value, qint64, qint64) { defaults.insert(name, value); });
    visitNumbers(policy, [&](QLatin1StringView name, qint64 value, qint64, qint64) {
        if (value != defaults.value(name))
            json.insert(name, value);
    });
    visitTexts(policy, [&](QLatin1StringView name, const QStringList &texts) {
        if (!texts.isEmpty())
            json.insert(name, QJsonArray::fromStringList(texts));
    });
    QJsonArray accounts;
    for (const qint64 id : policy.accounts)
        accounts.append(id);
    if (!accounts.isEmpty())
        json.insert(Accounts, accounts);
    QJsonObject aliases;
    for (auto alias = policy.aliases.cbegin(); alias != policy.aliases.cend(); ++alias)
        aliases.insert(alias.key(), *alias);
    if (!aliases.isEmpty())
        json.insert(Aliases, aliases);
    if (!policy.project.isEmpty())
        json.insert(Project, policy.project);
    if (policy.expiresAt.isValid())
        json.insert(ExpiresAt, policy.expiresAt.toUTC().toString(Qt::ISODateWithMs));
    return json;
}

Result<KeyPolicy> keyPolicyFromJson(const QJsonObject &json)
{
    KeyPolicy policy;
    PolicyReader reader(json);
    reader.moment(ExpiresAt, policy.expiresAt);
    visitNumbers(policy, [&reader](QLatin1StringView name, auto &field, qint64 lowest, qint64 highest) {
        reader.number(name, field, lowest, highest);
    });
    visitTexts(policy, [&reader](QLatin1StringView name, QStringList &field) { reader.texts(name, field); });
    reader.ids(Accounts, policy.accounts);
    reader.text(Project, policy.project);
    reader.aliases(Aliases, policy.aliases);
    if (const auto error = reader.finish())
        return *error;
    return policy;
}

Result<KeyPolicy> checkedPolicy(const KeyPolicy &policy)
{
    return keyPolicyFromJson(toJson(policy));
}

QDateTime expiryOf(const KeyPolicy &policy, const QDateTime &firstUsedAt)
{
    if (policy.expiresAfterDays <= 0 || !firstUsedAt.isValid())
        return policy.expiresAt;
    const QDateTime byUse = firstUsedAt.toUTC().addDays(policy.expiresAfterDays); // days of 24 hours
    return policy.expiresAt.isValid() ? std::min(byUse, policy.expiresAt) : byUse;
}

QString expiryText(const KeyPolicy &policy, const QDateTime &firstUsedAt)
{
    const QDateTime expiry = expiryOf(policy, firstUsedAt);
    const QString moment = expiry.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'");
    if (expiry == policy.expiresAt)
        return moment;
    return policy.expiresAfterDays == 1 ? u"%1, a day after its first use"_s.arg(moment)
                                        : u"%1, %2 days after its first use"_s.arg(moment).arg(policy.expiresAfterDays);
}

} // namespace homeport
