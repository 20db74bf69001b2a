// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/settings.h"
#include "core/http/httplistener.h"
#include "core/net/transfer.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace homeport {

// What the command line says of a setting, which then holds for this run, whatever is written down.
struct SettingOverrides
{
    std::optional<quint16> port; // --port
    QString logLevel;            // --log-level; empty: not given
};

// One thing that is wrong with settings.ini; the usual value is in force instead, and the file keeps what it has.
struct SettingProblem
{
    QString name;   // empty: the file as a whole
    QString detail; // a sentence
};

struct StoredSettings
{
    Settings settings;
    QList<SettingProblem> problems;
};

// Reads the settings of @p file; a missing one has none. Never fails.
[[nodiscard]] StoredSettings readSettings(const QString &file);

[[nodiscard]] ListenPlace listenPlace(const Settings &settings);
[[nodiscard]] HttpLimits httpLimits(const Settings &settings);
[[nodiscard]] TransferTimeouts transferTimeouts(const Settings &settings);

// The settings of the process: read from settings.ini, changed there. Lives in the GUI thread.
class SettingsKeeper final : public QObject
{
    Q_OBJECT

public:
    // A relay that moves before the change is written down; an error keeps the change from being made.
    using Move = std::function<QFuture<Result<void>>(const ListenPlace &place)>;

    SettingsKeeper(const QString &file, SettingOverrides overrides, QObject *parent = nullptr);

    [[nodiscard]] Settings settings() const; // in force: with what the command line says
    [[nodiscard]] const Settings &stored() const { return m_stored.settings; }
    [[nodiscard]] const QList<SettingProblem> &problems() const { return m_stored.problems; }
    [[nodiscard]] QString setBy(const QString &name) const; // "--port": the command line; empty: it does not say
    void setMove(Move move) { m_move = std::move(move); }

    // All of them or none, by name, in force and on disk when it completes. Invalid: out of range; NotFound: there is no such
    // setting; Conflict, Network: the relay can't listen there; Storage: settings.ini can't be written.
    [[nodiscard]] QFuture<Result<void>> change(const std::map<QString, QString> &texts);
    // Back to the usual value, of all settings where @p name is empty. Nothing else of settings.ini is touched.
    [[nodiscard]] QFuture<Result<void>> reset(const QString &name);

Q_SIGNALS:
    void changed(); // after each change(), reset()

private:
    using Edits = std::map<QString, std::optional<QString>>; // nothing: the name goes out of the file
    [[nodiscard]] Settings effective(Settings settings) const;
    [[nodiscard]] QFuture<Result<void>> adopt(const Settings &wanted, const Edits &edits);
    [[nodiscard]] Result<void> write(const Edits &edits);

    QString m_file;
    SettingOverrides m_overrides;
    StoredSettings m_stored;
    Move m_move;
};

} // namespace homeport
