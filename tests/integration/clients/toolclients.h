// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace homeport::test {

// A real client of the folders that packaging/test --clients fills, and somebody's own files for it.
struct ToolClient
{
    QString id;                      // of its recipe
    QString name;                    // of the recipe, and so of its local key
    QString command;                 // as npm puts it into its bin folder
    QString installed;               // what that leads to
    QString version;                 // as the lock file has it
    QStringList asks;                // the program and its arguments
    QStringList variables;           // what keeps it quiet: "NAME=value"
    QMap<QString, QByteArray> files; // below the home folder; with its owner's own provider
    bool hasHelper = false;          // it asks homeportctl for its key: none is in a file
    QString missing;                 // not empty: why it can't run on this machine
};

constexpr const char *ClientPrompt = "Say hello to the lighthouse keeper";

// @p ownUrl, @p ownKey: the provider it has without Homeport.
[[nodiscard]] QList<ToolClient> toolClients(const QString &ownUrl, const QByteArray &ownKey);

} // namespace homeport::test
