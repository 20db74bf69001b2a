// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/toolsetup/configeditor.h"

#include <QJsonValue>
#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

namespace homeport {

// A key of a tool's configuration that Homeport sets. Strings inside @c value are templates (see expandTemplate()).
struct OwnedKey
{
    KeyPath path;
    QJsonValue value;
    bool optional = false;  // left out where its template's value is not known
    bool ifSet = false;     // only where the file has it: there it would go before the others. May be a credential, so it is not shown
    bool absent = false;    // taken out, without a value: the tool refuses it beside the others. Not shown either
    bool withTable = false; // stays in a table of Homeport's as long as something of others' is in it: the tool takes none without it

    [[nodiscard]] bool holdsKey() const;     // the local key itself will stand in the file
    [[nodiscard]] bool isSecret() const;     // what stood there before is not for a screen: a key, or a command that prints one
    [[nodiscard]] bool namesModel() const;   // it wants to be told a model
    [[nodiscard]] bool runsHelper() const;   // it names the program that prints the key, or says what it prints
    [[nodiscard]] bool isOfHomeport() const; // its value is of this very Homeport: nobody else's happens to be the same
};

struct ConfigFileRecipe
{
    QString path;             // "~/.codex/config.toml"
    QString folderVariable;   // an environment variable that names another folder for it; empty: none
    QStringList alternatives; // other places of the same; the first that exists is used, or else the first whose folder does
    ConfigFormat format = ConfigFormat::Jsonc;
    QList<OwnedKey> keys;
};

// A variable that, set in a shell, goes before what the file says.
struct ToolConflict
{
    QString variable;
    QString why;
};

struct DetectionRecipe
{
    QStringList executables;
    QStringList packages; // npm names
    QStringList flatpaks; // application ids
    QStringList folders;  // where installers put it beside the usual places
    QStringList versionArguments;
};

// How one tool is found and pointed at Homeport: data, resources/recipes/<id>.json (fields: README.md).
struct ToolRecipe
{
    QString id;
    QString name;
    int version = 0; // of the recipe; raised when what it writes changes
    QString test;    // the protocol its test request speaks: "anthropic", "openai", "gemini"
    DetectionRecipe detect;
    QList<ConfigFileRecipe> files;
    QList<ToolConflict> conflicts;
    QStringList notes;
    bool keyByHand = false;         // the tool keeps its key where no program can put it
    bool fromDocumentation = false; // written after the tool's documentation, not tried with it

    [[nodiscard]] bool runsHelper() const;
};

// Copyable lines for programs without a recipe.
struct SdkLines
{
    QString title;
    QString language; // "sh", "python", "js"
    QStringList lines;
};

// Invalid, with the field, when @p json is no recipe.
[[nodiscard]] Result<ToolRecipe> parseToolRecipe(const QByteArray &json);
// Those that are built in, in the order people see them. Internal: the program was built wrongly.
[[nodiscard]] Result<std::vector<ToolRecipe>> bundledRecipes();
[[nodiscard]] Result<QList<SdkLines>> bundledLines();
[[nodiscard]] const ToolRecipe *findRecipe(const std::vector<ToolRecipe> &recipes, const QString &id); // null: none

} // namespace homeport
