// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolplan.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QString ToolPlan::copyName(qsizetype file) const
{
    const auto nameOf = [this](qsizetype i) { return QFileInfo(files[i].before.path).fileName(); };
    int number = 1;
    for (qsizetype i = 0; i < file; ++i)
        number += nameOf(i) == nameOf(file) ? 1 : 0;
    const QString time = madeAt.toUTC().toString(u"yyyyMMdd-HHmmss-zzz");
    return number == 1 ? u"%1-%2-%3"_s.arg(tool, time, nameOf(file)) : u"%1-%2-%3-%4"_s.arg(tool, time).arg(number).arg(nameOf(file));
}

} // namespace homeport
