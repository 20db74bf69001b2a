// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHashFunctions>
#include <QString>

#include <list>

namespace homeport {

// A conversation of one tool: sessions of different keys never share an account by accident.
struct SessionKey
{
    qint64 keyId = 0;
    QString id;

    bool operator==(const SessionKey &) const = default;
};

[[nodiscard]] inline size_t qHash(const SessionKey &key, size_t seed = 0) noexcept
{
    return qHashMulti(seed, key.keyId, key.id);
}

// Where a session is, and for how long.
struct SessionPlace
{
    qint64 accountId = 0;
    qint64 usedMs = 0;      // last request, since 1970, UTC
    qint64 warmUntilMs = 0; // its prompt cache lives at least so long
};

// Which account each session is on. Slides: a session lives for an hour after its last request. Not a QObject; one thread.
// Every call but forgetAccount() takes the same time however many sessions there are.
class Sessions final
{
public:
    static constexpr qint64 LifeMs = 3'600'000;
    static constexpr qint64 ShortCacheMs = 300'000;
    static constexpr qint64 LongCacheMs = 3'600'000;
    static constexpr qsizetype Capacity = 20'000; // beyond it the longest unused ones are forgotten

    Sessions() = default;
    Q_DISABLE_COPY_MOVE(Sessions)

    // Null: none, or its life is over. Valid until the next change.
    [[nodiscard]] const SessionPlace *find(const SessionKey &key, qint64 nowMs) const;
    // The cache that the session has on its account stays as warm as it was, if that is longer. A key without id does nothing.
    void use(const SessionKey &key, qint64 accountId, qint64 nowMs, bool longCache);
    void forgetAccount(qint64 accountId);
    [[nodiscard]] qsizetype size() const { return m_byKey.size(); } // those whose life is over count until they are forgotten

private:
    struct Entry
    {
        SessionKey key;
        SessionPlace place;
    };
    using Entries = std::list<Entry>;

    void forgetOldest();
    void sweep(qint64 nowMs);

    Entries m_entries; // the last used one first
    QHash<SessionKey, Entries::iterator> m_byKey;
};

} // namespace homeport
