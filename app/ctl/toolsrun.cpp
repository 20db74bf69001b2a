// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/toolsrun.h"

#include "app/ctl/render.h"
#include "app/ctl/rendertools.h"
#include "app/ctl/session.h"
#include "app/ctl/standardoutput.h"
#include "app/ctl/tooljson.h"
#include "core/base/onresult.h"

#include <QJsonArray>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto UsualBaseUrl = "http://127.0.0.1:8642"_L1;

bool showsColours()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR");
#else
    return false;
#endif
}

QString seedText(const ToolRecord &record)
{
    return QString::fromLatin1(record.keySeed.toBase64());
}

} // namespace

ToolsRun::ToolsRun(Invocation invocation, const QString &socketName, QObject *parent)
    : QObject(parent), m_invocation(std::move(invocation)), m_socketName(socketName),
      m_setup(m_invocation.stateDir, QProcessEnvironment::systemEnvironment()), m_detector(ToolPlaces::ofThisUser())
{
}

void ToolsRun::start()
{
    auto recipes = bundledRecipes();
    if (!recipes)
        return fail(recipes.error());
    m_recipes = *std::move(recipes);
    const QString &command = m_invocation.request.command;
    const QString tool = m_invocation.request.args.value("tool"_L1).toString();
    if (command == "tools lines"_L1)
        return showLines();
    if (command == "tools restore"_L1) {
        const auto configured = m_setup.configured();
        return configured ? restore(tool.isEmpty() ? *configured : QStringList{tool}) : fail(configured.error());
    }
    const ToolRecipe *recipe = findRecipe(m_recipes, tool);
    if (!recipe && command != "tools list"_L1)
        return fail({Error::Code::NotFound, u"There is no tool \"%1\": see homeportctl tools list."_s.arg(tool)});
    if (command == "tools test"_L1)
        return test(*recipe);
    if (command == "tools key"_L1)
        return printKey(*recipe);
    if (command == "tools configure"_L1)
        return configure(*recipe);
    QList<const ToolRecipe *> wanted;
    for (const ToolRecipe &one : m_recipes) {
        if (!recipe || recipe == &one)
            wanted << &one;
    }
    list(wanted);
}

void ToolsRun::list(const QList<const ToolRecipe *> &recipes)
{
    for (const ToolRecipe *recipe : recipes) {
        onResult(m_detector.detect(recipe->detect), this, [this, recipes, recipe](const Result<FoundTool> &found) {
            m_found.insert(recipe->id, found ? *found : FoundTool());
            if (m_found.size() < recipes.size())
                return;
            QJsonArray tools;
            for (const ToolRecipe *one : recipes) {
                const FoundTool &tool = m_found[one->id];
                tools.append(toolJson(*one, tool, m_setup.status(*one, !tool.executable.isEmpty())));
            }
            finish({{u"tools"_s, tools}});
        });
    }
}

void ToolsRun::showLines()
{
    const auto lines = bundledLines();
    if (!lines)
        return fail(lines.error());
    ask(u"status"_s, {}, [this, lines = *lines](const Result<QJsonObject> &status) {
        ToolValues values;
        values.baseUrl = status ? (*status)["relay"_L1]["base_url"_L1].toString() : QString();
        if (values.baseUrl.isEmpty())
            values.baseUrl = UsualBaseUrl;
        QJsonArray all;
        for (const SdkLines &one : lines) {
            const auto filled = expandTemplate(QJsonArray::fromStringList(one.lines), values);
            all.append(QJsonObject{{u"title"_s, one.title}, {u"language"_s, one.language}, {u"lines"_s, filled ? *filled : QJsonValue()}});
        }
        finish({{u"lines"_s, all}});
    });
}

std::optional<ToolRecord> ToolsRun::recordOf(const ToolRecipe &recipe)
{
    const auto record = m_setup.record(recipe.id);
    if (!record)
        fail(record.error());
    else if (!*record)
        fail({Error::Code::NotFound, u"%1 is not set up: run homeportctl tools configure %2 first."_s.arg(recipe.name, recipe.id)});
    else
        return *record;
    return {};
}

void ToolsRun::test(const ToolRecipe &recipe)
{
    const auto record = recordOf(recipe);
    if (!record)
        return;
    const QJsonObject args{{u"seed"_s, seedText(*record)}, {u"protocol"_s, recipe.test}};
    ask(u"tools test"_s, args, [this, record, name = recipe.name](const Result<QJsonObject> &answer) {
        if (!answer)
            return fail(answer.error());
        QJsonObject test = (*answer)["tool_test"_L1].toObject();
        test.insert(u"name"_s, name);
        test.insert(u"configured_for"_s, record->baseUrl);
        const int status = test["status"_L1].toInt();
        const bool works = status >= 200 && status < 300 && test["base_url"_L1].toString() == record->baseUrl;
        finish({{u"tool_test"_s, test}}, works ? Session::Done : Session::Refused);
    });
}

void ToolsRun::printKey(const ToolRecipe &recipe)
{
    const auto record = recordOf(recipe);
    if (!record)
        return;
    ask(u"tools key"_s, {{u"seed"_s, seedText(*record)}, {u"name"_s, recipe.name}}, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return fail(answer.error());
        finish({{u"tool_key"_s, QJsonObject{{u"key"_s, (*answer)["tool_key"_L1]["key"_L1]}}}});
    });
}

void ToolsRun::ask(const QString &command, const QJsonObject &args, const Answer &answer, std::chrono::seconds limit)
{
    auto *client = new ControlClient(m_socketName, this);
    client->setLimit(limit);
    connect(client, &ControlClient::finished, this, [this, client, answer](const Result<QJsonObject> &result) {
        m_reached = client->wasConnected();
        client->deleteLater();
        answer(result);
    });
    client->send({command, args});
}

void ToolsRun::finish(const QJsonObject &result, int exitCode)
{
    if (print(m_invocation.json ? renderJson(result) : toolsText(m_invocation.request.command, result, showsColours())))
        return end(exitCode);
    fail({Error::Code::Storage, printFailure()});
}

void ToolsRun::fail(const Error &error)
{
    std::fprintf(stderr, "homeportctl: %s\n", error.detail.toLocal8Bit().constData());
    const bool isMissing = error.code == Error::Code::NotFound && error.detail.startsWith("Homeport is not running"_L1) && !m_reached;
    end(isMissing ? Session::NotRunning : Session::Refused);
}

// Queued: what ends before the event loop runs must end it all the same.
void ToolsRun::end(int exitCode)
{
    QMetaObject::invokeMethod(
        this, [this, exitCode] { Q_EMIT ended(exitCode); }, Qt::QueuedConnection);
}

} // namespace homeport
