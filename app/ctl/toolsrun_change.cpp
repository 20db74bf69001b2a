// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of ToolsRun that changes files.
#include "app/ctl/session.h"
#include "app/ctl/tooljson.h"
#include "app/ctl/toolsrun.h"
#include "app/statefolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ToolValues ToolsRun::values(const ToolRecipe &recipe, const QString &baseUrl) const
{
    ToolValues values;
    values.baseUrl = baseUrl;
    values.model = m_invocation.request.args.value("model"_L1).toString();
    if (const auto record = m_setup.record(recipe.id); values.model.isEmpty() && record && *record)
        values.model = (*record)->model;
    values.helperProgram = QCoreApplication::applicationFilePath();
    values.helperArguments = toolKeyArguments(m_invocation.stateDir, recipe.id);
    return values;
}

// First without a key, so that none is made for a file that can't be changed.
void ToolsRun::configure(const ToolRecipe &recipe)
{
    ask(u"status"_s, {}, [this, &recipe](const Result<QJsonObject> &status) {
        const bool dryRun = m_invocation.request.args.value("dry_run"_L1).toBool();
        QString baseUrl = status ? (*status)["relay"_L1]["base_url"_L1].toString() : QString();
        if (!status && !dryRun)
            return fail(status.error());
        if (baseUrl.isEmpty() && !dryRun)
            return fail(
                {Error::Code::Unavailable, u"The relay does not listen, so there is no address to write: see homeportctl status."_s});
        if (baseUrl.isEmpty())
            baseUrl = u"http://127.0.0.1:8642"_s;
        const auto plan = m_setup.planConfigure(recipe, values(recipe, baseUrl));
        if (!plan)
            return fail(plan.error());
        if (dryRun)
            return finish({{u"plan"_s, planJson(*plan)}, {u"dry_run"_s, true}});
        const auto record = m_setup.record(recipe.id);
        QJsonObject args{{u"name"_s, recipe.name}, {u"create"_s, true}};
        if (record && *record)
            args.insert(u"seed"_s, QString::fromLatin1((*record)->keySeed.toBase64()));
        ask(u"tools key"_s, args, [this, &recipe](const Result<QJsonObject> &key) {
            if (!key)
                return fail(key.error());
            applyConfigure(recipe, (*key)["tool_key"_L1].toObject());
        });
    });
}

void ToolsRun::applyConfigure(const ToolRecipe &recipe, const QJsonObject &key)
{
    const auto folder = StateFolder::prepare(m_invocation.stateDir);
    if (!folder)
        return fail(folder.error());
    ToolValues filled = values(recipe, key["base_url"_L1].toString());
    filled.key = shareSecret(key["key"_L1].toString().toLatin1());
    filled.keyId = key["id"_L1].toInteger();
    filled.keySeed = QByteArray::fromBase64(key["seed"_L1].toString().toLatin1());
    const auto plan = m_setup.planConfigure(recipe, filled);
    if (!plan)
        return fail(plan.error());
    if (const auto applied = m_setup.apply(*plan); !applied)
        return fail(applied.error());
    const ToolStatus status = m_setup.status(recipe, true);
    finish({{u"plan"_s, planJson(*plan)}, {u"dry_run"_s, false}, {u"tool"_s, toolJson(recipe, {}, status)}});
}

Result<ToolPlan> ToolsRun::restoreOne(const QString &tool)
{
    const auto plan = m_setup.planRestore(tool);
    if (!plan || m_invocation.request.args.value("dry_run"_L1).toBool())
        return plan;
    const auto applied = m_setup.apply(*plan);
    return applied ? plan : Result<ToolPlan>(applied.error());
}

void ToolsRun::restore(const QStringList &tools)
{
    if (QFileInfo::exists(m_invocation.stateDir)) {
        if (const auto folder = StateFolder::prepare(m_invocation.stateDir); !folder)
            return fail(folder.error());
    }
    const bool dryRun = m_invocation.request.args.value("dry_run"_L1).toBool();
    QJsonArray restored;
    QJsonArray failed;
    QList<qint64> keys;
    for (const QString &tool : tools) {
        const auto plan = restoreOne(tool);
        if (plan)
            restored.append(planJson(*plan));
        else
            failed.append(QJsonObject{{u"id"_s, tool}, {u"problem"_s, plan.error().detail}});
        if (plan && plan->record.keyId > 0 && !dryRun)
            keys << plan->record.keyId;
    }
    if (tools.size() == 1 && !failed.isEmpty())
        return fail({Error::Code::Invalid, failed.first()["problem"_L1].toString()});
    revokeKeys(keys, {{u"restored"_s, restored}, {u"failed"_s, failed}, {u"dry_run"_s, dryRun}}, !failed.isEmpty());
}

// Nobody needs the tools' keys any more. Where Homeport does not run they stay valid, and it is said.
void ToolsRun::revokeKeys(const QList<qint64> &ids, const QJsonObject &result, bool failed)
{
    if (ids.isEmpty())
        return finish(result, failed ? Session::Refused : Session::Done);
    ask(u"keys revoke"_s, {{u"id"_s, ids.constFirst()}}, [this, ids, result, failed](const Result<QJsonObject> &revoked) {
        QJsonObject told = result;
        if (!revoked && !m_reached) {
            QJsonArray left;
            for (const qint64 id : ids)
                left.append(id);
            told.insert(u"keys_left"_s, left);
            return finish(told, failed ? Session::Refused : Session::Done);
        }
        revokeKeys(ids.sliced(1), told, failed); // one that is revoked already is fine
    });
}

} // namespace homeport
