// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/tooljson.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QLatin1StringView kindName(DiffLine::Kind kind)
{
    switch (kind) {
    case DiffLine::Kind::Removed:
        return "removed"_L1;
    case DiffLine::Kind::Added:
        return "added"_L1;
    case DiffLine::Kind::Gap:
        return "gap"_L1;
    case DiffLine::Kind::Context:
        break;
    }
    return "context"_L1;
}

QJsonObject fileJson(const PlannedFile &file)
{
    QJsonArray diff;
    for (const DiffLine &line : file.diff)
        diff.append(QJsonObject{{u"kind"_s, kindName(line.kind)}, {u"text"_s, line.text}});
    return {{u"path"_s, file.before.path},
            {u"target"_s, file.before.target},
            {u"linked"_s, file.before.isLinked()},
            {u"changes"_s, file.changes()},
            {u"creates"_s, file.creates() && file.changes()},
            {u"removes"_s, file.removes},
            {u"holds_key"_s, file.holdsKey},
            {u"mode"_s, QString::number(file.mode, 8)},
            {u"mode_before"_s, QString::number(file.before.mode, 8)},
            {u"diff"_s, diff}};
}

} // namespace

QLatin1StringView toolStateName(ToolState state)
{
    switch (state) {
    case ToolState::Installed:
        return "installed"_L1;
    case ToolState::Configured:
        return "configured"_L1;
    case ToolState::ChangedElsewhere:
        return "changed_elsewhere"_L1;
    case ToolState::Conflict:
        return "conflict"_L1;
    case ToolState::NotInstalled:
        break;
    }
    return "not_installed"_L1;
}

QJsonObject toolJson(const ToolRecipe &recipe, const FoundTool &found, const ToolStatus &status)
{
    QJsonArray conflicts;
    for (const ToolConflict &conflict : status.conflicts)
        conflicts.append(QJsonObject{{u"variable"_s, conflict.variable}, {u"why"_s, conflict.why}});
    return {
        {u"id"_s, recipe.id},
        {u"name"_s, recipe.name},
        {u"state"_s, toolStateName(status.state)},
        {u"version"_s, found.version},
        {u"executable"_s, found.executable},
        {u"source"_s, found.source},
        {u"base_url"_s, status.baseUrl},
        {u"configured_at"_s, status.configuredAt.isValid() ? QJsonValue(status.configuredAt.toString(Qt::ISODateWithMs)) : QJsonValue()},
        {u"conflicts"_s, conflicts},
        {u"changed_keys"_s, QJsonArray::fromStringList(status.changedKeys)},
        {u"problem"_s, status.problem},
        {u"outdated"_s, status.outdated},
        {u"interrupted"_s, status.interrupted},
        {u"from_documentation"_s, recipe.fromDocumentation},
        {u"key_by_hand"_s, recipe.keyByHand},
        {u"notes"_s, QJsonArray::fromStringList(recipe.notes)}};
}

QJsonObject planJson(const ToolPlan &plan)
{
    QJsonArray files;
    for (const PlannedFile &file : plan.files)
        files.append(fileJson(file));
    return {{u"id"_s, plan.tool},
            {u"name"_s, plan.name},
            {u"changes"_s, plan.changesFiles()},
            {u"files"_s, files},
            {u"left"_s, QJsonArray::fromStringList(plan.left)},
            {u"taken_over"_s, QJsonArray::fromStringList(plan.takenOver)}};
}

} // namespace homeport
