// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <functional>
#include <string>

namespace homeport {

// Picks the members "model" and "usage" out of a JSON object that comes in pieces, for the usage parser. Everything else
// is passed over, not kept and not checked: what is malformed gives nothing or nonsense, but costs no memory.
class BodyMembers final
{
public:
    using Take = std::function<void(QByteArrayView)>;

    // Calls @p take with each wanted member as it is written, `"usage":{...}`, as soon as it is complete.
    void feed(QByteArrayView chunk, const Take &take);
    [[nodiscard]] bool isComplete() const { return m_state == State::Ended; } // the object has ended
    [[nodiscard]] bool isLost() const { return m_isLost; }                    // a wanted member was too long

private:
    enum class State { Before, Key, Wanted, Skipped, Ended, NoObject };

    const char *passString(const char *at, const char *end);
    void passStructure(char c, const Take &take);
    void endMember(const Take &take);
    void keep(QByteArrayView part)
    {
        if (m_state != State::Skipped)
            append(part);
    }
    void append(QByteArrayView part);

    std::string m_member; // the wanted one, or the key that is to be judged; not QByteArray: it grows by a few bytes each time
    State m_state = State::Before;
    qint64 m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false; // in a string: an odd number of backslashes stands before the next byte
    bool m_isLost = false;
};

} // namespace homeport
