// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strandedtools.h"

#include "core/toolsetup/toolrecord.h"

namespace homeport {

namespace {

QMap<QString, QString> setUpTools(const QString &stateDir)
{
    QMap<QString, QString> names;
    if (const auto records = ToolRecords(stateDir).load()) {
        for (const ToolRecord &record : *records)
            names.insert(record.tool, record.name);
    }
    return names;
}

} // namespace

StrandedTools::StrandedTools(QString stateDir, bool lastRunBrokeOff) : m_stateDir(std::move(stateDir))
{
    if (lastRunBrokeOff)
        m_names = setUpTools(m_stateDir);
}

QMap<QString, QString> StrandedTools::stillSetUp() const
{
    QMap<QString, QString> still;
    const QMap<QString, QString> now = m_names.isEmpty() ? QMap<QString, QString>() : setUpTools(m_stateDir);
    for (auto tool = m_names.cbegin(); tool != m_names.cend(); ++tool) {
        if (now.contains(tool.key()))
            still.insert(tool.key(), tool.value());
    }
    return still;
}

} // namespace homeport
