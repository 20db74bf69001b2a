// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolsetup.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace homeport::testing {

// A home folder and a state folder of their own, and a key.
struct ToolBench
{
    QTemporaryDir folder;
    QString home = folder.filePath(QStringLiteral("home"));
    QString state = folder.filePath(QStringLiteral("state"));
    QProcessEnvironment environment;
    std::vector<ToolRecipe> recipes = *bundledRecipes();

    ToolBench()
    {
        QDir().mkpath(home);
        QDir().mkpath(state);
        environment.insert(QStringLiteral("HOME"), home);
    }

    [[nodiscard]] ToolSetup setup() const { return ToolSetup(state, environment); }
    [[nodiscard]] const ToolRecipe &recipe(const QString &id) const { return *findRecipe(recipes, id); }
    [[nodiscard]] QString path(const QString &name) const { return home + u'/' + name; }

    void write(const QString &name, const QByteArray &content,
               QFileDevice::Permissions mode = QFileDevice::ReadOwner | QFileDevice::WriteOwner) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.setPermissions(mode))
            qFatal("%s can't be written", qPrintable(name));
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static QByteArray key() { return "hp_" + QByteArray(43, 'k'); }
    [[nodiscard]] static ToolValues values(const QString &baseUrl = QStringLiteral("http://127.0.0.1:8642"))
    {
        ToolValues values;
        values.baseUrl = baseUrl;
        values.key = shareSecret(key());
        values.keyId = 7;
        values.keySeed = QByteArray(16, 's');
        values.helperProgram = QStringLiteral("/opt/home port/homeportctl");
        values.helperArguments = QStringList{QStringLiteral("tools"), QStringLiteral("key")};
        values.model = QStringLiteral("m-1");
        return values;
    }
    [[nodiscard]] Result<void> configure(const QString &id, const ToolValues &with = values()) const
    {
        ToolSetup tools = setup();
        const auto plan = tools.planConfigure(recipe(id), with);
        return plan ? tools.apply(*plan) : Result<void>(plan.error());
    }
    [[nodiscard]] Result<void> restore(const QString &id) const
    {
        ToolSetup tools = setup();
        const auto plan = tools.planRestore(id);
        return plan ? tools.apply(*plan) : Result<void>(plan.error());
    }
};

} // namespace homeport::testing
