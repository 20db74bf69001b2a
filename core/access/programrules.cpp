// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programrules.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProgramRules::ProgramRules(const QList<KnownProgram> &programs)
{
    m_allowed.reserve(programs.size());
    for (const KnownProgram &program : programs)
        m_allowed.insert(program.executable, program.allowed);
}

ProgramVerdict ProgramRules::judge(const Result<CallingProgram> &program) const
{
    if (!program || program->executable.isEmpty())
        return ProgramVerdict::Unnamed;
    const auto known = m_allowed.constFind(program->executable);
    if (known == m_allowed.constEnd())
        return ProgramVerdict::Ask;
    return *known ? ProgramVerdict::Pass : ProgramVerdict::Denied;
}

QString programRefusal(ProgramVerdict verdict, const QString &path)
{
    switch (verdict) {
    case ProgramVerdict::Ask:
        return u"Homeport does not know this program yet: allow %1 in Homeport, or with \"homeportctl programs allow %1\", then try again."_s
            .arg(path);
    case ProgramVerdict::Denied:
        return u"This program was denied in Homeport. To let it in, allow %1 in Homeport, or with \"homeportctl programs allow %1\"."_s.arg(
            path);
    case ProgramVerdict::Unnamed:
        return u"Homeport asks before a program uses it for the first time, and can't tell which program this is. Try again; if that does "
               "not help, turn the question off in Homeport, or with \"homeportctl programs ask off\"."_s;
    case ProgramVerdict::Pass:
        break;
    }
    return {};
}

} // namespace homeport
