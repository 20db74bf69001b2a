// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/toolchanges.h"

#include "core/toolsetup/variableorigin.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr unsigned OthersBits = 077;

// Says whether the files still are what somebody was shown.
QByteArray seenHash(const ToolPlan &plan)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const PlannedFile &file : plan.files) {
        hash.addData(QByteArray(file.before.path.toUtf8() + '\0' + file.before.target.toUtf8() + '\0' + (file.before.exists ? '1' : '0')));
        hash.addData(QCryptographicHash::hash(file.before.content, QCryptographicHash::Sha256));
    }
    return hash.result();
}

ToolFileChange fileChange(const ToolPlan &plan, qsizetype index)
{
    const PlannedFile &file = plan.files[index];
    ToolFileChange change;
    change.path = file.before.path;
    change.target = file.before.target;
    if (file.before.exists)
        change.backup = plan.copyName(index);
    change.creates = file.creates();
    change.removes = file.removes;
    change.holdsKey = file.holdsKey;
    change.becomesPrivate = file.holdsKey && file.before.exists && (file.before.mode & OthersBits) != 0;
    change.becomesOpen = file.before.exists && !file.removes && (file.mode & ~file.before.mode & OthersBits) != 0;
    change.diff = file.diff;
    return change;
}

// A key that takes the place of another one is no change that could be shown.
bool showsChange(const PlannedFile &file)
{
    return file.changes() && (file.removes || !file.diff.isEmpty() || (file.before.exists && file.mode != file.before.mode));
}

QString nearestFolder(const QString &file)
{
    QString folder = QFileInfo(file).absolutePath();
    while (!QFileInfo::exists(folder) && folder != QDir::rootPath())
        folder = QFileInfo(folder).absolutePath();
    return folder;
}

ToolEntry entryOf(const ToolRecipe &recipe, const FoundTool &found, const ToolSetup &setup, const ToolPlaces &places)
{
    ToolEntry entry;
    entry.id = recipe.id;
    entry.name = recipe.name;
    entry.found = found;
    entry.status = setup.status(recipe, !found.executable.isEmpty());
    entry.origins = originsOf(entry.status.conflicts, places.home);
    QString root;
    entry.file = locateConfigFile(recipe.files.constFirst(), places.home, places.environment, root);
    entry.folder = nearestFolder(entry.file);
    entry.notes = recipe.notes;
    entry.keyByHand = recipe.keyByHand;
    entry.fromDocumentation = recipe.fromDocumentation;
    for (const ConfigFileRecipe &file : recipe.files) {
        for (const OwnedKey &key : file.keys) {
            entry.takesModel = entry.takesModel || key.namesModel();
            entry.needsModel = entry.needsModel || (key.namesModel() && !key.optional);
        }
    }
    return entry;
}

} // namespace

ToolChange changeOf(const ToolPlan &plan, const QString &stateDir)
{
    ToolChange change;
    change.kind = plan.kind == ToolPlan::Kind::Configure ? ToolChange::Kind::Configure : ToolChange::Kind::Restore;
    change.tool = plan.tool;
    change.name = plan.name;
    change.model = plan.record.model;
    change.baseUrl = plan.record.baseUrl;
    change.backupFolder = ToolRecords::copiesFolder(stateDir);
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        if (showsChange(plan.files[i]))
            change.files << fileChange(plan, i);
    }
    change.left = plan.left;
    change.takenOver = plan.takenOver;
    change.madeAt = plan.madeAt;
    change.seen = seenHash(plan);
    return change;
}

Error changedSince()
{
    return {Error::Code::Conflict, u"A file has changed since it was shown: nothing was done."_s};
}

Result<ToolStates> readToolStates(const std::vector<ToolRecipe> &recipes, const QMap<QString, FoundTool> &found, const ToolSetup &setup,
                                  const ToolPlaces &places)
{
    if (const auto configured = setup.configured(); !configured)
        return configured.error();
    ToolStates states;
    for (const ToolRecipe &recipe : recipes) {
        states.entries << entryOf(recipe, found.value(recipe.id), setup, places);
        if (const auto record = setup.record(recipe.id); record && *record)
            states.seeds.insert(recipe.id, (*record)->keySeed);
    }
    return states;
}

QMap<QString, QString> originsOf(const QList<ToolConflict> &conflicts, const QString &home)
{
    QMap<QString, QString> origins;
    for (const ToolConflict &conflict : conflicts) {
        if (const QString origin = variableOrigin(conflict.variable, home); !origin.isEmpty())
            origins.insert(conflict.variable, origin);
    }
    return origins;
}

Result<RestoredAll> restoreEvery(ToolSetup &setup)
{
    const auto configured = setup.configured();
    if (!configured)
        return configured.error();
    RestoredAll all;
    for (const QString &tool : *configured) {
        const auto record = setup.record(tool);
        const QString name = record && *record ? (*record)->name : tool;
        const auto plan = setup.planRestore(tool);
        const auto applied = plan ? setup.apply(*plan) : Result<void>(plan.error());
        if (!applied) {
            all.told.failed.insert(name, applied.error().detail);
            continue;
        }
        all.told.names << name;
        all.told.left << plan->left;
        all.keys << ToolSeed{name, plan->record.keySeed};
    }
    return all;
}

} // namespace homeport
