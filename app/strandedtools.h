// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace homeport {

// Tools that are set up for a Homeport whose last run broke off: they got no answer until now, and their user may want them as they were
// before. Nobody is asked twice: once he has decided there are none. Any one thread at a time.
class StrandedTools final
{
public:
    // Reads the record of @p stateDir where the last run broke off. A record that can't be read has none: the tools' own page says why.
    StrandedTools(QString stateDir, bool lastRunBrokeOff);

    [[nodiscard]] const QMap<QString, QString> &names() const { return m_names; } // by id; as the run began, without those forgotten
    [[nodiscard]] QMap<QString, QString> stillSetUp() const;                      // of those; reads the record again
    void forget(const QString &tool) { m_names.remove(tool); }                    // it is not set up any more
    void decided() { m_names.clear(); }

private:
    QString m_stateDir;
    QMap<QString, QString> m_names;
};

} // namespace homeport
