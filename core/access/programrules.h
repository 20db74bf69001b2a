// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/programscan.h"
#include "core/base/result.h"
#include "core/storage/programrepository.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMetaType>

namespace homeport {

enum class ProgramVerdict {
    Pass,    // the user allowed it
    Ask,     // he was not asked yet
    Denied,  // he denied it
    Unnamed, // nobody can say which program it is
};

// What the user said of programs, as one immutable value. Where he does not want to be asked there is none.
class ProgramRules final
{
public:
    explicit ProgramRules(const QList<KnownProgram> &programs);

    // By the path of the executable alone. @p program: as ProgramLookup found it. Pure.
    [[nodiscard]] ProgramVerdict judge(const Result<CallingProgram> &program) const;

private:
    QHash<QString, bool> m_allowed; // by path
};

// A program whose requests wait for the user's word, or had to be refused without it.
struct WaitingProgram
{
    QString executable;
    qint64 pid = 0;      // of the process that asked first
    QString text;        // programText()
    QDateTime askedAt;   // first
    QDateTime heldUntil; // of the request that waits longest
    int requests = 0;    // that wait now; 0: it has been refused

    bool operator==(const WaitingProgram &) const = default;
};

// What the tool is told, one sentence with what to do. @p path may be empty with Unnamed only.
[[nodiscard]] QString programRefusal(ProgramVerdict verdict, const QString &path);

} // namespace homeport

Q_DECLARE_METATYPE(homeport::WaitingProgram)
