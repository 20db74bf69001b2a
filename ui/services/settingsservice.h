// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/settings.h"

#include <QFuture>
#include <QObject>

#include <map>

namespace homeport {

// The settings of the relay, the log and the backups, for the window. GUI thread only.
class SettingsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual Settings settings() const = 0;                // in force
    [[nodiscard]] virtual QString setBy(const QString &name) const = 0; // "--port": the command line, which holds for this run
    [[nodiscard]] virtual QStringList problems() const = 0;             // of settings.ini, in English
    [[nodiscard]] virtual QStringList addresses() const = 0;            // under which tools reach the relay, the first one best
    // By name, all or none. Errors as SettingsKeeper::change(): Conflict and Network are the relay's, which could not move.
    [[nodiscard]] virtual QFuture<Result<void>> change(const std::map<QString, QString> &texts) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> resetAll() = 0;

Q_SIGNALS:
    void changed(); // after each change of anything above
};

} // namespace homeport
