// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>
#include <functional>
#include <span>
#include <string>

namespace homeport {

// Picks members out of a JSON object that comes in pieces, for the usage parsers. Everything else is passed over, not kept
// and not checked: what is malformed gives nothing or nonsense, but costs no memory. The same at every split.
class BodyMembers final
{
public:
    using Take = std::function<void(QByteArrayView)>;

    // Names of members; what they refer to must outlive the parser, so constants.
    struct Keys
    {
        std::span<const QLatin1StringView> wanted;
        // Whose value, an object or a list of objects, is looked into as if its members stood where it stands.
        std::span<const QLatin1StringView> entered = {};
        bool inList = false; // the body may also be a list of such objects
    };

    explicit BodyMembers(const Keys &keys) : m_keys(keys) {}

    // Calls @p take with each wanted member as it is written, `"usage":{...}`, as soon as it is complete.
    void feed(QByteArrayView chunk, const Take &take);
    // What is fed next is a body of its own.
    void restart();

    [[nodiscard]] bool isComplete() const { return m_state == State::Ended; }         // the body has ended
    [[nodiscard]] bool isInside() const { return m_level > (m_isList[0] ? 1U : 0U); } // of an object that has begun and not ended
    [[nodiscard]] bool isLost() const { return m_isLost; } // a wanted member was too long, or broken off by restart()

private:
    // Entered: the value of such a key, or an element of an entered list, has not begun.
    enum class State { Before, Key, Entered, Wanted, Skipped, Ended, NoObject };
    static constexpr std::size_t MaxLevel = 8;

    const char *passString(const char *at, const char *end);
    const char *passSkipped(const char *at, const char *end, const Take &take);
    const char *passKey(const char *at, const char *end, const Take &take);
    void passPlain(QByteArrayView part);
    void passStructure(char c, const Take &take);
    void begin(char c);
    void enter(bool isList);
    [[nodiscard]] bool openContainer(char c);
    [[nodiscard]] bool closeContainer(const Take &take);
    void judgeKey();
    [[nodiscard]] State stateAfter(QByteArrayView key) const;
    void endMember(const Take &take);
    void keep(QByteArrayView part)
    {
        if (m_state == State::Key || m_state == State::Wanted)
            append(part);
    }
    void append(QByteArrayView part);

    Keys m_keys;
    std::string m_member; // the wanted one, or the key that is to be judged; not QByteArray: it grows by a few bytes each time
    State m_state = State::Before;
    std::array<bool, MaxLevel> m_isList{}; // of the entered containers we are in
    std::size_t m_level = 0;               // how many those are
    qint64 m_depth = 0;                    // of containers below them
    bool m_isInString = false;
    bool m_isEscaped = false; // in a string: an odd number of backslashes stands before the next byte
    bool m_isLost = false;
};

} // namespace homeport
