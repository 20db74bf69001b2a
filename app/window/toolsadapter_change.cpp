// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of ToolsAdapter that changes files.
#include "app/backend.h"
#include "app/toolhelper.h"
#include "app/toolkeys.h"
#include "app/window/toolchanges.h"
#include "app/window/toolsadapter.h"
#include "core/access/keystore.h"
#include "core/base/onresult.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Result<ToolValues> ToolsAdapter::valuesFor(const ToolRecipe *recipe, const QString &model) const
{
    if (!recipe)
        return Error{Error::Code::NotFound, u"There is no such tool."_s};
    if (m_backend.config().memoryVault)
        return Error{Error::Code::Unavailable,
                     u"This is the demo: its keys end with it, and tools would be left without one. Start Homeport without --demo."_s};
    if (m_helper.isEmpty() && recipe->runsHelper())
        return Error{Error::Code::NotFound, u"homeportctl, which this tool runs for its key, is not installed beside Homeport."_s};
    ToolValues values;
    values.baseUrl = listeningAt();
    if (values.baseUrl.isEmpty())
        return Error{Error::Code::Unavailable, u"Homeport does not listen, so there is no address to write. The Overview page says why."_s};
    values.helperProgram = m_helper;
    values.helperArguments = toolKeyArguments(m_backend.config().folder.path(), recipe->id);
    values.model = model;
    return values;
}

QFuture<Result<PlannedTool>> ToolsAdapter::plan(const ToolRecipe &recipe, const ToolValues &values)
{
    return m_files.run([this, &recipe, values = values]() mutable -> Result<PlannedTool> {
        const auto record = m_setup.record(recipe.id);
        if (record && *record && values.model.isEmpty())
            values.model = (*record)->model;
        const auto plan = m_setup.planConfigure(recipe, values);
        if (!plan)
            return plan.error();
        PlannedTool planned;
        planned.change = changeOf(*plan, m_backend.config().folder.path());
        planned.change.conflicts = conflictsOf(recipe, m_places.environment);
        planned.change.origins = originsOf(planned.change.conflicts, m_places.home);
        if (record && *record)
            planned.seed = (*record)->keySeed;
        return planned;
    });
}

void ToolsAdapter::nameKey(ToolChange &change, const QByteArray &seed) const
{
    const auto key = keyFrom(seed);
    const bool configures = change.kind == ToolChange::Kind::Configure;
    change.makesKey = configures && !key;
    change.keyName = key ? key->key.name : configures ? unusedKeyName(m_backend.keys(), change.name) : QString();
}

void ToolsAdapter::showPlanned(const Result<PlannedTool> &planned, const ChangePromise &promise) const
{
    if (!planned)
        return complete<ToolChange>(promise, planned.error());
    ToolChange change = planned->change;
    nameKey(change, planned->seed);
    complete<ToolChange>(promise, change);
}

QFuture<Result<ToolChange>> ToolsAdapter::previewConfigure(const QString &tool, const QString &model)
{
    const ToolRecipe *recipe = findRecipe(m_recipes, tool);
    const auto values = valuesFor(recipe, model);
    if (!values)
        return readyResult<ToolChange>(values.error());
    const auto promise = startedPromise<ToolChange>();
    onResult(plan(*recipe, *values), this, [=, this, values = *values](const Result<PlannedTool> &planned) {
        if (!planned)
            return complete<ToolChange>(promise, planned.error());
        const auto key = keyFrom(planned->seed); // looking makes none
        if (!key)
            return key.error().code == Error::Code::NotFound ? showPlanned(planned, promise) : complete<ToolChange>(promise, key.error());
        // It has its key: with it the lines that hold it do not change.
        ToolValues filled = values;
        filled.key = key->plain;
        onResult(plan(*recipe, filled), this, [this, promise](const Result<PlannedTool> &again) { showPlanned(again, promise); });
    });
    return promise->future();
}

// First without a key, so that none is made for a file that can't be changed.
QFuture<Result<ToolChange>> ToolsAdapter::configure(const ToolChange &shown)
{
    const ToolRecipe *recipe = findRecipe(m_recipes, shown.tool);
    const auto values = valuesFor(recipe, shown.model);
    if (!values)
        return readyResult<ToolChange>(values.error());
    if (values->baseUrl != shown.baseUrl)
        return readyResult<ToolChange>(changedSince());
    const auto promise = startedPromise<ToolChange>();
    onResult(plan(*recipe, *values), this, [=, this, values = *values](const Result<PlannedTool> &planned) {
        if (!planned)
            return complete<ToolChange>(promise, planned.error());
        if (planned->change.seen != shown.seen)
            return complete<ToolChange>(promise, changedSince());
        applyWithKey(*recipe, values, shown, planned->seed, promise);
    });
    return promise->future();
}

// In the thread of the files.
Result<ToolChange> ToolsAdapter::applyShown(ToolPlan plan, const ToolChange &shown)
{
    plan.madeAt = shown.madeAt;
    const ToolChange change = changeOf(plan, m_backend.config().folder.path());
    if (change.seen != shown.seen)
        return changedSince();
    const auto done = m_setup.apply(plan);
    return done ? Result<ToolChange>(change) : Result<ToolChange>(done.error());
}

void ToolsAdapter::applyWithKey(const ToolRecipe &recipe, const ToolValues &values, const ToolChange &shown, const QByteArray &seed,
                                const ChangePromise &promise)
{
    onResult(ensureToolKey(m_backend, recipe.name, seed), this, [=, this, &recipe](const Result<ToolKey> &key) {
        if (!key)
            return complete<ToolChange>(promise, key.error());
        ToolValues filled = values;
        filled.key = key->plain;
        filled.keyId = key->key.id;
        filled.keySeed = key->seed;
        const auto applied = m_files.run([this, &recipe, filled, shown]() -> Result<ToolChange> {
            const auto plan = m_setup.planConfigure(recipe, filled);
            return plan ? applyShown(*plan, shown) : plan.error();
        });
        onResult(applied, this, [this, promise, tool = recipe.id, key = *key](const Result<ToolChange> &done) {
            if (!done)
                return dropKey(tool, key, done.error(), promise);
            ToolChange change = *done;
            change.keyName = key.key.name;
            change.makesKey = key.isNew;
            complete<ToolChange>(promise, change);
            refresh();
        });
    });
}

// Nobody has a key that was made for what did not come about, unless the tool's files could not be put back.
void ToolsAdapter::dropKey(const QString &tool, const ToolKey &key, const Error &why, const ChangePromise &promise)
{
    const auto idle = m_files.run([this, tool, key]() -> Result<bool> { return key.isNew && !m_setup.mayNeed(tool, key.seed); });
    onResult(idle, this, [=, this](const Result<bool> &goes) {
        revoke(goes && *goes ? QList<ToolSeed>{{key.key.name, key.seed}} : QList<ToolSeed>(), {},
               [promise, why](const QStringList &) { complete<ToolChange>(promise, why); });
    });
}

QFuture<Result<ToolChange>> ToolsAdapter::previewRestore(const QString &tool)
{
    const auto planned = m_files.run([this, tool]() -> Result<PlannedTool> {
        const auto plan = m_setup.planRestore(tool);
        if (!plan)
            return plan.error();
        return PlannedTool{changeOf(*plan, m_backend.config().folder.path()), plan->record.keySeed};
    });
    const auto promise = startedPromise<ToolChange>();
    onResult(planned, this, [this, promise](const Result<PlannedTool> &found) { showPlanned(found, promise); });
    return promise->future();
}

QFuture<Result<ToolChange>> ToolsAdapter::restore(const ToolChange &shown)
{
    const auto restored = m_files.run([this, shown]() -> Result<PlannedTool> {
        const auto plan = m_setup.planRestore(shown.tool);
        if (!plan)
            return plan.error();
        const auto done = applyShown(*plan, shown);
        return done ? Result<PlannedTool>(PlannedTool{*done, plan->record.keySeed}) : Result<PlannedTool>(done.error());
    });
    const auto promise = startedPromise<ToolChange>();
    onResult(restored, this, [this, promise](const Result<PlannedTool> &done) {
        if (!done)
            return complete<ToolChange>(promise, done.error());
        ToolChange change = done->change;
        nameKey(change, done->seed);
        revoke({{change.name, done->seed}}, {}, [this, promise, change](const QStringList &left) mutable {
            change.keyStays = !left.isEmpty();
            if (change.keyStays)
                change.keyName.clear();
            complete<ToolChange>(promise, change);
            refresh();
        });
    });
    return promise->future();
}

QFuture<Result<RestoredTools>> ToolsAdapter::restoreAll()
{
    const auto promise = startedPromise<RestoredTools>();
    onResult(m_files.run([this] { return restoreEvery(m_setup); }), this, [this, promise](const Result<RestoredAll> &all) {
        if (!all)
            return complete<RestoredTools>(promise, all.error());
        revoke(all->keys, {}, [this, promise, told = all->told](const QStringList &left) mutable {
            told.keysLeft = left;
            complete<RestoredTools>(promise, told);
            refresh();
        });
    });
    return promise->future();
}

// One after the other; one that is revoked already, or gone, is fine.
void ToolsAdapter::revoke(QList<ToolSeed> keys, const QStringList &left, const std::function<void(const QStringList &left)> &done)
{
    if (keys.isEmpty())
        return done(left);
    const ToolSeed key = keys.takeFirst();
    onResult(revokeToolKey(m_backend, key.seed), this, [=, this](const Result<LocalKey> &revoked) {
        const bool gone = revoked || revoked.error().code == Error::Code::NotFound;
        revoke(keys, gone ? left : left + QStringList{key.name}, done);
    });
}

} // namespace homeport
