// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolsetup.h"

#include "core/toolsetup/toolplanner.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

const WrittenFile *knownFile(const std::optional<ToolRecord> &record, const QString &path)
{
    if (!record)
        return nullptr;
    const auto found = std::find_if(record->files.begin(), record->files.end(),
                                    [&path](const WrittenFile &file) { return file.path == path; });
    return found == record->files.end() ? nullptr : &*found;
}

// Files of a record that a plan says nothing of, as the tool looks elsewhere by now: they are to be restored as well.
QList<WrittenFile> leftElsewhere(const ToolRecord &record, const QList<PlannedFile> &planned)
{
    QList<WrittenFile> left;
    for (const WrittenFile &file : record.files) {
        const bool isPlanned = std::any_of(planned.begin(), planned.end(),
                                           [&file](const PlannedFile &one) { return one.before.path == file.path; });
        if (!isPlanned && QFileInfo::exists(file.path))
            left << file;
    }
    return left;
}

// Loopback goes through a proxy unless it is told not to.
bool goesThroughProxy(const QProcessEnvironment &environment, const QString &variable)
{
    const QString hosts = environment.value(u"NO_PROXY"_s) + u',' + environment.value(u"no_proxy"_s);
    const bool isSpared = hosts.contains("127.0.0.1"_L1) || hosts.contains(u'*');
    return !environment.value(variable).isEmpty() && !isSpared;
}

} // namespace

ToolSetup::ToolSetup(QString stateDir, QProcessEnvironment environment)
    : m_environment(std::move(environment)), m_records(std::move(stateDir))
{
}

QString ToolSetup::home() const
{
    const QString named = m_environment.value(u"HOME"_s);
    return QDir::cleanPath(named.isEmpty() ? QDir::homePath() : named);
}

Result<std::optional<ToolRecord>> ToolSetup::record(const QString &tool) const
{
    const auto records = m_records.load();
    if (!records)
        return records.error();
    return records->contains(tool) ? std::optional<ToolRecord>(records->value(tool)) : std::optional<ToolRecord>();
}

Result<QStringList> ToolSetup::configured() const
{
    const auto records = m_records.load();
    return records ? Result<QStringList>(records->keys()) : Result<QStringList>(records.error());
}

bool ToolSetup::mayNeed(const QString &tool, const QByteArray &seed) const
{
    const auto known = record(tool);
    return !known || (*known && (*known)->keySeed == seed);
}

QStringList ToolSetup::changedKeys(const ToolRecord &record, QString &problem) const
{
    QStringList changed;
    for (const WrittenFile &known : record.files) {
        const auto file = readConfigFile(known.path, known.root);
        const auto editor = configEditor(known.format);
        for (const WrittenKey &key : known.keys) {
            const auto now = file ? editor->read(file->content, key.path) : Result<std::optional<QJsonValue>>(file.error());
            if (!now)
                problem = file ? inFile(now.error(), known.path).detail : now.error().detail;
            else if (!isOurs(key, *now))
                changed << keyName(key.path, known.path);
        }
    }
    return changed;
}

ToolStatus ToolSetup::status(const ToolRecipe &recipe, bool isInstalled) const
{
    ToolStatus status;
    status.state = isInstalled ? ToolState::Installed : ToolState::NotInstalled;
    status.conflicts = conflictsOf(recipe, m_environment);
    const auto known = record(recipe.id);
    if (!known)
        status.problem = known.error().detail;
    if (!known || !*known)
        return status;
    const ToolRecord &record = **known;
    status.baseUrl = record.baseUrl;
    status.configuredAt = record.configuredAt;
    status.outdated = record.recipeVersion < recipe.version;
    status.interrupted = record.pending;
    status.changedKeys = changedKeys(record, status.problem);
    if (!status.changedKeys.isEmpty())
        status.state = ToolState::ChangedElsewhere;
    else
        status.state = status.conflicts.isEmpty() ? ToolState::Configured : ToolState::Conflict;
    return status;
}

Result<ToolPlan> ToolSetup::planConfigure(const ToolRecipe &recipe, const ToolValues &values) const
{
    const auto known = record(recipe.id);
    if (!known)
        return known.error();
    ToolPlan plan;
    plan.tool = recipe.id;
    plan.name = recipe.name;
    plan.madeAt = QDateTime::currentDateTimeUtc();
    plan.lacksKey = !values.key;
    plan.record = {recipe.id,    recipe.name,    recipe.version, values.baseUrl, values.model,
                   values.keyId, values.keySeed, plan.madeAt,    false,          {}};
    for (const ConfigFileRecipe &one : recipe.files) {
        QString root;
        const QString path = locateConfigFile(one, home(), m_environment, root);
        const auto file = readConfigFile(path, root);
        if (!file)
            return file.error();
        if (const auto checked = checkPlace(*file); !checked)
            return checked.error();
        const auto planned = plannedConfigure(*file, root, one, values, knownFile(*known, path), plan.takenOver);
        if (!planned)
            return planned.error();
        plan.files << *planned;
        plan.record.files << planned->record;
    }
    if (*known)
        plan.record.files << leftElsewhere(**known, plan.files);
    return plan;
}

Result<ToolPlan> ToolSetup::planRestore(const QString &tool) const
{
    const auto known = record(tool);
    if (!known)
        return known.error();
    if (!*known)
        return Error{Error::Code::NotFound, u"Homeport has not configured \"%1\"."_s.arg(tool)};
    ToolPlan plan;
    plan.kind = ToolPlan::Kind::Restore;
    plan.tool = tool;
    plan.name = (*known)->name;
    plan.madeAt = QDateTime::currentDateTimeUtc();
    plan.record = **known;
    for (const WrittenFile &written : (*known)->files) {
        const auto file = readConfigFile(written.path, written.root);
        if (!file)
            return file.error();
        const auto planned = plannedRestore(*file, written, plan.left);
        if (!planned)
            return planned.error();
        plan.files << *planned;
    }
    return plan;
}

QList<ToolConflict> conflictsOf(const ToolRecipe &recipe, const QProcessEnvironment &environment)
{
    QList<ToolConflict> found;
    for (const ToolConflict &conflict : recipe.conflicts) {
        if (!environment.value(conflict.variable).isEmpty())
            found << conflict;
    }
    for (const QString &variable : {u"HTTP_PROXY"_s, u"http_proxy"_s, u"ALL_PROXY"_s, u"all_proxy"_s}) {
        if (goesThroughProxy(environment, variable))
            found << ToolConflict{variable, u"What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too."_s};
    }
    return found;
}

} // namespace homeport
