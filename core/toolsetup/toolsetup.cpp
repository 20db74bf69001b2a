// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolsetup.h"

#include "core/base/faultpoint.h"
#include "core/toolsetup/toolplanner.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

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

Result<ConfigFile> sameFile(const PlannedFile &planned)
{
    const auto file = readConfigFile(planned.before.path, planned.record.root);
    if (!file)
        return file;
    const bool same = file->target == planned.before.target && file->exists == planned.before.exists
                      && file->content == planned.before.content;
    return same ? file
                : Result<ConfigFile>(
                    Error{Error::Code::Conflict, u"%1 has just been changed by somebody else: try again."_s.arg(planned.before.path)});
}

Result<void> applyFile(const PlannedFile &planned)
{
    return planned.removes ? removeConfigFile(planned.before) : writeConfigFile(planned.before, planned.after, planned.mode);
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

Result<void> ToolSetup::apply(const ToolPlan &plan)
{
    if (plan.lacksKey)
        return Error{Error::Code::Invalid, u"This plan has no key yet: it is for showing only."_s};
    QLockFile lock(m_records.stateDir() + u"/tools.lock"_s);
    if (!lock.tryLock(0)) {
        if (lock.error() != QLockFile::LockFailedError)
            return Error{Error::Code::Storage, u"The folder %1 can't be written."_s.arg(m_records.stateDir())};
        return Error{Error::Code::Conflict, u"Another Homeport program is setting tools up: try again when it has finished."_s};
    }
    for (const PlannedFile &planned : plan.files) {
        if (const auto same = sameFile(planned); !same)
            return same.error();
    }
    return plan.kind == ToolPlan::Kind::Configure ? applyConfigure(plan) : applyRestore(plan);
}

Result<void> ToolSetup::applyConfigure(const ToolPlan &plan)
{
    ToolRecord record = plan.record;
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const PlannedFile &planned = plan.files[i];
        if (!planned.changes() || !planned.before.exists)
            continue;
        const auto copy = m_records.keepCopy(plan.copyName(i), planned.before.content);
        if (!copy)
            return copy.error();
        if (contentHash(planned.before.content) == planned.record.originalHash)
            record.files[i].backup = *copy;
    }
    const auto former = this->record(plan.tool);
    if (!former)
        return former.error();
    record.pending = true;
    if (const auto saved = m_records.save(record); !saved)
        return saved;
    faultPoint("tools-recorded"_L1);
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const auto done = plan.files[i].changes() ? applyFile(plan.files[i]) : Result<void>();
        if (!done) {
            if (!undoFiles(plan, i))
                return done; // the record stays, pending: a restore finds its way back
            const auto back = *former ? m_records.save(**former) : m_records.forget(plan.tool);
            return back ? done : back;
        }
        faultPoint(i == 0 ? "tools-first-file"_L1 : "tools-next-file"_L1);
    }
    record.pending = false;
    for (WrittenFile &file : record.files)
        for (WrittenKey &key : file.keys)
            key.written = {key.written.constLast()};
    return m_records.save(record);
}

// The first @p count files of a plan that could not be carried out become what they were; whether all did.
bool ToolSetup::undoFiles(const ToolPlan &plan, qsizetype count)
{
    bool all = true;
    for (qsizetype i = 0; i < count; ++i) {
        const PlannedFile &planned = plan.files[i];
        if (!planned.changes())
            continue;
        const auto now = readConfigFile(planned.before.path, planned.record.root);
        if (now && now->exists && now->content == planned.after) {
            const auto undone = planned.before.exists ? writeConfigFile(*now, planned.before.content, planned.before.mode)
                                                      : removeConfigFile(*now);
            all = all && undone;
        } else {
            all = all && now && now->exists == planned.before.exists && now->content == planned.before.content;
        }
    }
    return all;
}

Result<void> ToolSetup::applyRestore(const ToolPlan &plan)
{
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const PlannedFile &planned = plan.files[i];
        if (!planned.changes())
            continue;
        const auto copy = m_records.keepCopy(plan.copyName(i), planned.before.content);
        if (!copy)
            return copy.error();
        if (const auto done = applyFile(planned); !done)
            return done;
        faultPoint("tools-restored-file"_L1);
        for (qsizetype folder = planned.record.folders.size(); planned.removes && folder-- > 0;)
            QDir().rmdir(planned.record.folders[folder]); // one that is not empty stays
    }
    return m_records.forget(plan.tool);
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
