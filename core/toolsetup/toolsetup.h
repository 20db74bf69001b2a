// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configplace.h"
#include "core/toolsetup/toolplan.h"
#include "core/toolsetup/toolrecipe.h"
#include "core/toolsetup/toolvalues.h"

#include <QProcessEnvironment>

namespace homeport {

enum class ToolState {
    NotInstalled,
    Installed,        // and not configured by Homeport
    Configured,       // everything is as Homeport wrote it
    ChangedElsewhere, // somebody has changed or removed a key that Homeport set
    Conflict          // configured, but an environment variable goes before it
};

struct ToolStatus
{
    ToolState state = ToolState::NotInstalled;
    QString baseUrl;               // it was configured for; empty: it was not
    QDateTime configuredAt;        // UTC; null: it was not
    QList<ToolConflict> conflicts; // variables that are set here
    QStringList changedKeys;       // "apiKeyHelper in /home/me/.claude/settings.json"
    QString problem;               // why its files can't be changed; empty: they can, as far as is known
    bool outdated = false;         // configured by an older recipe
    bool interrupted = false;      // a change was begun and not finished: restore it, or configure it again
};

// Points tools at Homeport, and back. The rules: only keys of the recipe change; what stood there before is recorded before a
// file changes; a file that can't be understood, or lies where it should not, is refused. All calls block for as long as small files
// take, and none throws; several objects may work at the same state folder, also of different processes: changes exclude each
// other. One thread at a time per object; a window runs them in a SerialExecutor:
//     onResult(executor.run([&setup, recipe, values] { return setup.planConfigure(recipe, values); }), this, ...);
class ToolSetup final
{
public:
    // @p stateDir exists and is the user's own. @p environment: where HOME, folders and conflicts are looked up.
    ToolSetup(QString stateDir, QProcessEnvironment environment);

    [[nodiscard]] ToolStatus status(const ToolRecipe &recipe, bool isInstalled) const;
    // The record of a tool; null: Homeport has not configured it. Errors as ToolRecords::load().
    [[nodiscard]] Result<std::optional<ToolRecord>> record(const QString &tool) const;
    [[nodiscard]] Result<QStringList> configured() const; // ids
    // Whether the files of a tool may need the key that is made from @p seed: its record names it, or can't be read.
    [[nodiscard]] bool mayNeed(const QString &tool, const QByteArray &seed) const;

    [[nodiscard]] QString recordsFile() const { return m_records.file(); } // there once something was configured

    // Errors: those of readConfigFile(), checkPlace() and ConfigEditor, with the file's name in front; NotFound where a value is missing.
    [[nodiscard]] Result<ToolPlan> planConfigure(const ToolRecipe &recipe, const ToolValues &values) const;
    // NotFound: Homeport has not configured it. A whole file that nobody has touched gets back its former bytes; otherwise each key
    // that is still ours gets back its former value.
    [[nodiscard]] Result<ToolPlan> planRestore(const QString &tool) const;
    // Copies of the files are kept first, then the plan is recorded, then the files change one by one. If one can't be written, or the
    // record not be finished, what was done is put back; where that fails too the record stays, and status() says "interrupted". Errors:
    // Conflict (a file has changed since the plan was made, or another process is at it), Storage, Invalid (lacksKey). A plan that changes
    // nothing is fine. After a crash at any point planRestore() finds its way back.
    [[nodiscard]] Result<void> apply(const ToolPlan &plan); // toolsetup_change.cpp, with what it is made of

private:
    [[nodiscard]] QString home() const;
    [[nodiscard]] QStringList changedKeys(const ToolRecord &record, QString &problem) const;
    [[nodiscard]] Result<void> applyConfigure(const ToolPlan &plan);
    [[nodiscard]] Result<void> applyRestore(const ToolPlan &plan);
    [[nodiscard]] Error takeBack(const ToolPlan &plan, qsizetype count, const std::optional<ToolRecord> &former, const Error &why);
    [[nodiscard]] bool undoFiles(const ToolPlan &plan, qsizetype count);

    QProcessEnvironment m_environment;
    ToolRecords m_records;
};

// What a shell with @p environment would let go before the recipe's files, and proxies that loopback would be sent to.
[[nodiscard]] QList<ToolConflict> conflictsOf(const ToolRecipe &recipe, const QProcessEnvironment &environment);

} // namespace homeport
