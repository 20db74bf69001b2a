// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lastrun.h"

#include "core/base/logging.h"
#include "core/vault/privatefile.h"

#include <QFileInfo>

namespace homeport {

LastRun::LastRun(QString file) : m_file(std::move(file)), m_brokeOff(QFileInfo::exists(m_file))
{
    if (m_brokeOff)
        return;
    if (const auto made = createPrivateFile(m_file, "A Homeport runs here, or did not end in order.\n"); !made)
        qCWarning(lcApp, "%ls", qUtf16Printable(made.error().detail));
}

LastRun::~LastRun()
{
    if (m_brokeOff && !m_told)
        return;
    if (const auto removed = removePrivateFile(m_file); !removed)
        qCWarning(lcApp, "%ls", qUtf16Printable(removed.error().detail));
}

} // namespace homeport
