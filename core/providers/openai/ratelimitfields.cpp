// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/ratelimitfields.h"

#include "core/providers/waits.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr QByteArrayView KeyPrefix = "x-ratelimit-";
constexpr QByteArrayView PlanPrefix = "x-codex-";
constexpr qsizetype MostWindows = 16; // of one answer

struct Unit
{
    QByteArrayView name;
    double milliseconds;
};

// The longer name of two that begin alike stands first.
constexpr std::array<Unit, 5> Units{{{"ms", 1}, {"s", 1e3}, {"m", 60e3}, {"h", 3600e3}, {"d", 24 * 3600e3}}};

std::optional<double> decimal(QByteArrayView text)
{
    const bool isDecimal = std::all_of(text.begin(), text.end(), [](char c) { return isAsciiDigit(c) || c == '.'; });
    bool isNumber = false;
    const double number = isDecimal && text.size() <= 18 ? text.toDouble(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

bool set(auto &field, const auto &read)
{
    if (read)
        field = *read;
    return read.has_value();
}

bool setReset(QuotaWindow &window, const std::optional<Milliseconds> &span, const QDateTime &now)
{
    if (!span)
        return false;
    window.resetsAt = now.addMSecs(span->count());
    return true;
}

bool applyKeyField(QuotaWindow &window, QByteArrayView what, QByteArrayView value, const QDateTime &now)
{
    if (what == "limit")
        return set(window.limit, readWholeNumber(value));
    if (what == "remaining")
        return set(window.remaining, readWholeNumber(value));
    return what == "reset" && setReset(window, readResetSpan(value), now);
}

// "5h" of 300 minutes.
QString nameOfLength(qint64 minutes)
{
    constexpr qint64 hour = 60;
    constexpr qint64 day = 24 * hour;
    if (minutes <= 0)
        return {};
    if (minutes % day == 0)
        return u"%1d"_s.arg(minutes / day);
    return minutes % hour == 0 ? u"%1h"_s.arg(minutes / hour) : u"%1m"_s.arg(minutes);
}

bool applyPlanField(QuotaWindow &window, QByteArrayView what, QByteArrayView value, const QDateTime &now)
{
    if (what == "used-percent") {
        const auto percent = decimal(value);
        return set(window.utilization, percent ? std::optional(*percent / 100) : std::nullopt);
    }
    if (what == "reset-after-seconds")
        return setReset(window, readResetSpan(value), now);
    if (what == "reset-at" && !window.resetsAt.isValid()) { // says the same by the provider's clock
        const auto seconds = readWholeNumber(value);
        if (!seconds || *seconds - now.toSecsSinceEpoch() > FarthestWait.count()
            || *seconds < now.toSecsSinceEpoch() - FarthestWait.count())
            return false;
        window.resetsAt = QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC);
        return true;
    }
    if (what != "window-minutes")
        return false;
    const QString name = nameOfLength(readWholeNumber(value).value_or(0));
    if (!name.isEmpty())
        window.name = name;
    return false; // of a window that nothing else is said of, nothing is known
}

// The windows found so far, each by the common part of its fields' names.
class Windows final
{
public:
    explicit Windows(const QDateTime &now) : m_now(now) {}

    // @p what of the window that @p source and @p name identify.
    template <typename Apply>
    void take(const QString &source, QByteArrayView name, Apply apply)
    {
        auto found = std::find_if(m_windows.begin(), m_windows.end(), [&source](const Entry &one) { return one.window.source == source; });
        if (found == m_windows.end()) {
            if (m_windows.size() >= MostWindows)
                return;
            QuotaWindow fresh;
            fresh.name = QString::fromLatin1(name);
            fresh.source = source;
            fresh.seenAt = m_now;
            found = m_windows.insert(m_windows.end(), Entry{fresh, false});
        }
        found->isSaid = apply(found->window) || found->isSaid;
    }

    [[nodiscard]] QList<QuotaWindow> said() const
    {
        QList<QuotaWindow> windows;
        for (const Entry &one : m_windows) {
            if (one.isSaid)
                windows << one.window;
        }
        return windows;
    }

private:
    struct Entry
    {
        QuotaWindow window;
        bool isSaid = false;
    };

    QDateTime m_now;
    QList<Entry> m_windows;
};

bool beginsWith(QByteArrayView name, QByteArrayView prefix)
{
    return name.size() > prefix.size() && HeaderBlock::sameName(name.first(prefix.size()), prefix);
}

// "limit-requests"
void readKeyField(Windows &windows, QByteArrayView rest, QByteArrayView value, const QDateTime &now)
{
    const qsizetype dash = rest.indexOf('-');
    if (dash <= 0 || dash + 1 == rest.size())
        return;
    const QByteArrayView name = rest.sliced(dash + 1);
    windows.take(QString::fromLatin1(KeyPrefix) + u"*-"_s + QString::fromLatin1(name), name,
                 [&](QuotaWindow &window) { return applyKeyField(window, rest.first(dash), value, now); });
}

// "primary-used-percent"
void readPlanField(Windows &windows, QByteArrayView rest, QByteArrayView value, const QDateTime &now)
{
    for (const QByteArrayView name : {QByteArrayView("primary"), QByteArrayView("secondary")}) {
        if (!rest.startsWith(name) || rest.size() < name.size() + 2 || rest.at(name.size()) != '-')
            continue;
        windows.take(QString::fromLatin1(PlanPrefix) + QString::fromLatin1(name), name,
                     [&](QuotaWindow &window) { return applyPlanField(window, rest.sliced(name.size() + 1), value, now); });
    }
}

} // namespace

std::optional<Milliseconds> readResetSpan(QByteArrayView text)
{
    double span = 0;
    bool hasUnit = true;
    if (text.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        const auto *const end = std::find_if_not(text.begin(), text.end(), [](char c) { return isAsciiDigit(c) || c == '.'; });
        const auto number = decimal(text.first(end - text.begin()));
        text = text.sliced(end - text.begin());
        const auto *const unit = std::find_if(Units.begin(), Units.end(), [text](const Unit &one) { return text.startsWith(one.name); });
        hasUnit = unit != Units.end();
        if (!number || (!hasUnit && (!text.isEmpty() || span > 0)))
            return std::nullopt;
        span += *number * (hasUnit ? unit->milliseconds : 1e3);
        text = text.sliced(hasUnit ? unit->name.size() : 0);
    }
    if (span > static_cast<double>(Milliseconds(FarthestWait).count()))
        return std::nullopt;
    return Milliseconds(static_cast<qint64>(span));
}

QList<QuotaWindow> openAiQuotaWindows(const HeaderBlock &headers, const QDateTime &now)
{
    Windows windows(now);
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        if (beginsWith(field.name, KeyPrefix))
            readKeyField(windows, field.name.sliced(KeyPrefix.size()).toByteArray().toLower(), field.value.trimmed(), now);
        else if (beginsWith(field.name, PlanPrefix))
            readPlanField(windows, field.name.sliced(PlanPrefix.size()).toByteArray().toLower(), field.value.trimmed(), now);
    }
    return windows.said();
}

bool isCodexWindow(const QuotaWindow &window)
{
    return window.source.startsWith(QLatin1StringView(PlanPrefix));
}

} // namespace homeport
