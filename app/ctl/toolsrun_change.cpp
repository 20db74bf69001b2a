// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of ToolsRun that changes files.
#include "app/ctl/session.h"
#include "app/ctl/tooljson.h"
#include "app/ctl/toolsrun.h"
#include "app/statefolder.h"
#include "app/toolhelper.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::seconds RevokeLimit(10); // the package manager may be waiting

} // namespace

ToolValues ToolsRun::values(const ToolRecipe &recipe, const QString &baseUrl) const
{
    ToolValues values;
    values.baseUrl = baseUrl;
    values.model = m_invocation.request.args.value("model"_L1).toString();
    if (const auto record = m_setup.record(recipe.id); values.model.isEmpty() && record && *record)
        values.model = (*record)->model;
    values.helperProgram = findToolHelper(QCoreApplication::applicationFilePath(), QProcessEnvironment::systemEnvironment());
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
        const ToolValues known = values(recipe, baseUrl);
        if (known.helperProgram.isEmpty() && recipe.runsHelper())
            return fail({Error::Code::NotFound, u"No homeportctl that this tool could run for its key is in PATH: install it there, for "
                                                "the AppImage's own is gone after this run."_s});
        const auto plan = m_setup.planConfigure(recipe, known);
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
        return failWithKey(recipe, key, folder.error());
    ToolValues filled = values(recipe, key["base_url"_L1].toString());
    filled.key = shareSecret(key["key"_L1].toString().toLatin1());
    filled.keyId = key["id"_L1].toInteger();
    filled.keySeed = QByteArray::fromBase64(key["seed"_L1].toString().toLatin1());
    const auto plan = m_setup.planConfigure(recipe, filled);
    if (!plan)
        return failWithKey(recipe, key, plan.error());
    if (const auto applied = m_setup.apply(*plan); !applied)
        return failWithKey(recipe, key, applied.error());
    const ToolStatus status = m_setup.status(recipe, true);
    finish({{u"plan"_s, planJson(*plan)}, {u"dry_run"_s, false}, {u"tool"_s, toolJson(recipe, {}, status)}});
}

// Nobody has a key that was made for what did not come about, unless the tool's files could not be put back.
void ToolsRun::failWithKey(const ToolRecipe &recipe, const QJsonObject &key, const Error &error)
{
    const QByteArray seed = QByteArray::fromBase64(key["seed"_L1].toString().toLatin1());
    if (!key["is_new"_L1].toBool() || m_setup.mayNeed(recipe.id, seed))
        return fail(error);
    revokeKey(seed, [this, error, id = key["id"_L1].toInteger()](const Result<QJsonObject> &revoked) {
        if (revoked || revoked.error().code == Error::Code::NotFound)
            return fail(error);
        fail({error.code, u"%1\nThe key that was made for it stays valid: homeportctl keys revoke %2"_s.arg(error.detail).arg(id)});
    });
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
    QList<ToolRecord> records;
    for (const QString &tool : tools) {
        const auto plan = restoreOne(tool);
        if (plan)
            restored.append(planJson(*plan));
        else
            failed.append(QJsonObject{{u"id"_s, tool}, {u"problem"_s, plan.error().detail}});
        if (plan && !plan->record.keySeed.isEmpty() && !dryRun)
            records << plan->record;
    }
    if (tools.size() == 1 && !failed.isEmpty())
        return fail({Error::Code::Invalid, failed.first()["problem"_L1].toString()});
    revokeKeys(records, {{u"restored"_s, restored}, {u"failed"_s, failed}, {u"dry_run"_s, dryRun}}, !failed.isEmpty());
}

void ToolsRun::revokeKey(const QByteArray &seed, const Answer &answer)
{
    ask(u"tools revoke-key"_s, {{u"seed"_s, QString::fromLatin1(seed.toBase64())}}, answer, RevokeLimit);
}

// Nobody needs the tools' keys any more. Those that stay valid, as Homeport does not run or says no, are told.
void ToolsRun::revokeKeys(const QList<ToolRecord> &tools, const QJsonObject &result, bool failed)
{
    if (tools.isEmpty())
        return finish(result, failed ? Session::Refused : Session::Done);
    revokeKey(tools.constFirst().keySeed, [this, tools, result, failed](const Result<QJsonObject> &revoked) {
        const bool answered = revoked || (m_reached && revoked.error().code != Error::Code::Unavailable);
        const bool gone = answered && (revoked || revoked.error().code == Error::Code::NotFound);
        const qsizetype done = answered ? 1 : tools.size(); // who does not answer once is not asked again
        QJsonObject told = result;
        QJsonArray left = told["keys_left"_L1].toArray();
        for (qsizetype i = 0; !gone && i < done; ++i)
            left.append(QJsonObject{
                {u"id"_s, tools[i].tool}, {u"name"_s, tools[i].name}, {u"problem"_s, m_reached ? revoked.error().detail : QString()}});
        if (!left.isEmpty())
            told.insert(u"keys_left"_s, left);
        revokeKeys(tools.sliced(done), told, failed);
    });
}

} // namespace homeport
