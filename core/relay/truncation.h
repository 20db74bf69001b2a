// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

namespace homeport {

// What can still be said in an answer whose rest will not come: one event of ours where the answer is a stream of
// server-sent events that can take one. Fed with a copy of what passes; holds four bytes of it.
class Truncation final
{
public:
    void begin(const HeaderBlock &answer);
    void passed(QByteArrayView chunk);

    // What to write so that @p event, a whole one, is the last event that a client's parser sees, and sees
    // intact. @p voidingLine: WireProtocol::voidingLine(). Empty: nothing of ours fits here. Only breaking the connection tells then.
    [[nodiscard]] QByteArray ending(const QByteArray &event, const QByteArray &voidingLine) const;

private:
    [[nodiscard]] bool isBetweenEvents() const;
    [[nodiscard]] QByteArray restOfCharacter() const;

    bool m_takesEvents = false;
    QByteArray m_tail; // the last bytes passed, at most four
};

} // namespace homeport
