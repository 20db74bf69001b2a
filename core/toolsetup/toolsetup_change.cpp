// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of ToolSetup that changes files.
#include "core/base/faultpoint.h"
#include "core/toolsetup/toolplanner.h"
#include "core/toolsetup/toolsetup.h"

#include <QDir>
#include <QLockFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

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
        if (!done)
            return takeBack(plan, i, *former, done.error());
        faultPoint(i == 0 ? "tools-first-file"_L1 : "tools-next-file"_L1);
    }
    record.pending = false;
    for (WrittenFile &file : record.files)
        for (WrittenKey &key : file.keys)
            key.written = {key.written.constLast()};
    const auto saved = m_records.save(record);
    return saved ? saved : Result<void>(takeBack(plan, plan.files.size(), *former, saved.error()));
}

// After @p why, with the first @p count files changed: they and the record become what they were. Where that can't be the record stays,
// pending, and a restore finds its way back.
Error ToolSetup::takeBack(const ToolPlan &plan, qsizetype count, const std::optional<ToolRecord> &former, const Error &why)
{
    if (!undoFiles(plan, count))
        return why;
    const auto back = former ? m_records.save(*former) : m_records.forget(plan.tool);
    return back ? why : back.error();
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

} // namespace homeport
