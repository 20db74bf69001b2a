// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a change to a tool's files does, in words.
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/tools/setupwords.h"
#include "ui/tools/toolstext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ChangeText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeText)
};

QStringList fileFacts(const ToolFileChange &file)
{
    const QString path = isolated(file.path);
    QStringList facts;
    if (file.target != file.path)
        facts << ChangeText::tr("%1 is a link: %2 changes, the link stays.").arg(path, isolated(file.target));
    if (file.creates)
        facts << ChangeText::tr("%1 is new.").arg(path);
    if (file.removes)
        facts << ChangeText::tr("%1 is removed: Homeport made it, and nothing else is in it.").arg(path);
    if (file.becomesOpen)
        facts << ChangeText::tr("%1 gets the permissions back that it had before Homeport: others can read it again.").arg(path);
    if (file.becomesPrivate)
        facts << ChangeText::tr("The key goes into %1. Others could read that file; now only you can.").arg(path);
    else if (file.holdsKey && !file.removes)
        facts << ChangeText::tr("The key goes into %1, which only you can read.").arg(path);
    return facts;
}

} // namespace

QString changeLead(const ToolChange &change)
{
    if (change.kind == ToolChange::Kind::Restore) {
        if (!change.changesFiles())
            return ChangeText::tr("No file changes: nothing that Homeport wrote is left in them. %1 is no longer listed as set up.")
                .arg(change.name);
        return ChangeText::tr("This gives %1 back what it had before Homeport. Nothing else changes.").arg(change.name);
    }
    if (change.changesFiles())
        return ChangeText::tr("This points %1 at %2. Nothing else in its files changes.").arg(change.name, change.baseUrl);
    return change.makesKey ? ChangeText::tr("No line changes. %1 only gets a new key.").arg(change.name)
                           : ChangeText::tr("%1 is set up already: nothing changes.").arg(isolated(change.name));
}

QStringList changeFacts(const ToolChange &change)
{
    QStringList facts;
    for (const ToolFileChange &file : change.files)
        facts << fileFacts(file);
    QStringList copies;
    for (const ToolFileChange &file : change.files) {
        if (!file.backup.isEmpty())
            copies << file.backup;
    }
    if (!copies.isEmpty())
        facts << ChangeText::tr("What is there now is kept in %1, as %2.").arg(isolated(change.backupFolder), formatList(isolated(copies)));
    if (change.kind == ToolChange::Kind::Restore) {
        if (!change.keyName.isEmpty())
            facts << ChangeText::tr("Its local key “%1” is revoked.").arg(change.keyName);
    } else if (!change.keyName.isEmpty()) {
        facts << (change.makesKey ? ChangeText::tr("A local key is made for it, named “%1”.").arg(change.keyName)
                                  : ChangeText::tr("It keeps its local key “%1”.").arg(change.keyName));
    }
    return facts;
}

QStringList changeWarnings(const ToolChange &change)
{
    QStringList warnings;
    for (const QString &key : change.takenOver)
        warnings
            << ChangeText::tr("Somebody else has changed %1. It is set again; “Restore” will bring their value back.").arg(setupPlace(key));
    for (const QString &key : change.left)
        warnings << ChangeText::tr("Somebody else has changed %1, or what it has to fit with. It stays as it is.").arg(setupPlace(key));
    for (const ToolConflict &conflict : change.conflicts)
        warnings << conflictText(conflict, change.origins.value(conflict.variable));
    return warnings;
}

} // namespace homeport
