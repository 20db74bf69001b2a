// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/programlookup.h"
#include "core/access/programrules.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace homeport {

// Holds requests of programs that the user has said nothing of yet, for as long as he is asked. Lives in the relay thread.
class ProgramGate final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t MostHeld = 64; // requests; who comes then is refused at once

    // Null: the program may pass. Else why not.
    using Answer = std::function<void(const std::optional<QString> &refusal)>;

    ProgramGate(ProgramLookup &programs, std::chrono::milliseconds patience); // programs outlives this

    // Null: everybody may pass. What is held is judged anew.
    void setRules(std::shared_ptr<const ProgramRules> rules);
    // Whether nothing needs to be asked of who holds the socket @p inode.
    [[nodiscard]] bool passes(quint64 inode) const { return !m_rules || isAllowed(inode); }
    // Calls @p answer once, from the event loop, unless drop() comes first.
    void ask(quint64 id, quint64 inode, Answer answer);
    void drop(quint64 id); // fine when it is not held

Q_SIGNALS:
    void waitingChanged(const QList<homeport::WaitingProgram> &waiting); // all that are held, by path

private:
    struct Held
    {
        std::optional<CallingProgram> program; // null: it is looked for
        QDateTime askedAt;
        std::chrono::steady_clock::time_point end;
        Answer answer;
    };

    [[nodiscard]] bool isAllowed(quint64 inode) const;
    void found(quint64 id, const Result<CallingProgram> &program);
    void settle(quint64 id, ProgramVerdict verdict);
    void endWaits();
    void waitOn();
    void tell();

    ProgramLookup &m_programs;
    std::chrono::milliseconds m_patience;
    std::shared_ptr<const ProgramRules> m_rules;
    std::map<quint64, Held> m_held; // by request
    QTimer m_timer;                 // until the first of them has waited long enough
    QList<WaitingProgram> m_told;
};

} // namespace homeport
