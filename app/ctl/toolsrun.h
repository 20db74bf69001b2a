// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlclient.h"
#include "app/ctl/invocation.h"
#include "core/toolsetup/tooldetector.h"
#include "core/toolsetup/toolsetup.h"

#include <functional>

namespace homeport {

// Runs one of "tools ...": what concerns files is done here, with or without Homeport running; keys and the test request are asked of the
// running instance.
class ToolsRun final : public QObject
{
    Q_OBJECT

public:
    ToolsRun(Invocation invocation, const QString &socketName, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void ended(int exitCode); // once; as Session::ExitCode

private:
    using Answer = std::function<void(const Result<QJsonObject> &answer)>;

    void list(const QList<const ToolRecipe *> &recipes);
    void showLines();
    void test(const ToolRecipe &recipe);
    void printKey(const ToolRecipe &recipe);
    void configure(const ToolRecipe &recipe);                                                // toolsrun_change.cpp
    void applyConfigure(const ToolRecipe &recipe, const QJsonObject &key);                   // toolsrun_change.cpp
    void restore(const QStringList &tools);                                                  // toolsrun_change.cpp
    void failWithKey(const ToolRecipe &recipe, const QJsonObject &key, const Error &error);  // toolsrun_change.cpp
    void revokeKey(const QByteArray &seed, const Answer &answer);                            // toolsrun_change.cpp
    void revokeKeys(const QList<ToolRecord> &tools, const QJsonObject &result, bool failed); // toolsrun_change.cpp
    [[nodiscard]] Result<ToolPlan> restoreOne(const QString &tool);                          // toolsrun_change.cpp
    [[nodiscard]] ToolValues values(const ToolRecipe &recipe, const QString &baseUrl) const; // toolsrun_change.cpp

    // Asks the running instance; a request of its own each. @p limit: how long the answer may take; 0: as long as it does.
    void ask(const QString &command, const QJsonObject &args, const Answer &answer, std::chrono::seconds limit = {});
    // The record of the tool that is meant, or the refusal was told.
    [[nodiscard]] std::optional<ToolRecord> recordOf(const ToolRecipe &recipe);
    void finish(const QJsonObject &result, int exitCode = 0);
    void fail(const Error &error);
    void end(int exitCode);

    Invocation m_invocation;
    QString m_socketName;
    std::vector<ToolRecipe> m_recipes;
    ToolSetup m_setup;
    ToolDetector m_detector;
    QMap<QString, FoundTool> m_found; // by the recipe's id
    bool m_reached = false;           // whether the running instance was
};

} // namespace homeport
