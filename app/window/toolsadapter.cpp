// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/toolsadapter.h"

#include "app/backend.h"
#include "app/toolhelper.h"
#include "app/toolkeys.h"
#include "app/window/toolchanges.h"
#include "core/access/keystore.h"
#include "core/base/onresult.h"
#include "core/base/passcancellation.h"
#include "core/relay/relayhost.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto UsualBaseUrl = "http://127.0.0.1:8642"_L1;

} // namespace

ToolsAdapter::ToolsAdapter(Backend &backend, ToolPlaces places, QString helper)
    : m_backend(backend), m_places(std::move(places)), m_helper(std::move(helper)),
      m_setup(backend.config().folder.path(), m_places.environment), m_detector(new ToolDetector(m_places)), m_files(u"tools"_s)
{
    m_search.setObjectName(u"tool search"_s);
    m_detector->moveToThread(&m_search);
    connect(&m_search, &QThread::finished, m_detector, &QObject::deleteLater);
    auto recipes = bundledRecipes();
    if (recipes) {
        m_recipes = *std::move(recipes);
    } else {
        m_view.load = ToolsView::Load::Failed;
        m_view.error = recipes.error();
    }
    connect(&backend.relay(), &RelayHost::stateChanged, this, &ToolsService::toolsChanged);
    connect(&backend.keys(), &KeyStore::keysChanged, this, &ToolsAdapter::markRevokedKeys);
    connect(&backend.vault().vault(), &Vault::stateChanged, this, &ToolsAdapter::markRevokedKeys);
    // Who has set a tool up wants to know what became of it; everyone else looks when he opens the page.
    if (QFileInfo::exists(m_setup.recordsFile()))
        refresh();
}

ToolsAdapter::~ToolsAdapter()
{
    if (!m_search.isRunning())
        delete m_detector; // nobody has looked for a tool
    m_search.quit();
    m_search.wait();
}

QString ToolsAdapter::findHelper()
{
    return findToolHelper(QCoreApplication::applicationDirPath() + u"/homeportctl"_s, QProcessEnvironment::systemEnvironment());
}

ToolsView ToolsAdapter::tools() const
{
    ToolsView view = m_view;
    view.baseUrl = listeningAt();
    view.stranded = m_backend.strandedTools().names().values();
    return view;
}

void ToolsAdapter::keepStranded()
{
    m_backend.strandedTools().decided();
    Q_EMIT toolsChanged();
}

QString ToolsAdapter::listeningAt() const
{
    return m_backend.relay().state() == RelayHost::State::Listening ? m_backend.relay().baseUrl() : QString();
}

Result<CreatedKey> ToolsAdapter::keyFrom(const QByteArray &seed) const
{
    return seed.isEmpty() ? Error{Error::Code::NotFound, {}} : m_backend.keys().fromSeed(seed);
}

void ToolsAdapter::refresh()
{
    if (m_recipes.empty())
        return;
    if (m_looking) {
        m_again = true;
        return;
    }
    m_looking = true;
    m_found.clear();
    if (!m_search.isRunning())
        m_search.start();
    for (const ToolRecipe &recipe : m_recipes) {
        const auto promise = startedPromise<FoundTool>();
        QMetaObject::invokeMethod(m_detector, [detector = m_detector, detect = recipe.detect, promise] {
            onResult(detector->detect(detect), detector, [promise](const Result<FoundTool> &found) { complete(promise, found); });
        });
        onResult(promise->future(), this, [this, id = recipe.id](const Result<FoundTool> &found) {
            m_found.insert(id, found ? *found : FoundTool());
            if (m_found.size() == static_cast<qsizetype>(m_recipes.size()))
                readStates();
        });
    }
}

void ToolsAdapter::readStates()
{
    const auto states = m_files.run([this, found = m_found] { return readToolStates(m_recipes, found, m_setup, m_places); });
    onResult(states, this, [this](const Result<ToolStates> &read) {
        m_looking = false;
        m_view.load = read ? ToolsView::Load::Ready : ToolsView::Load::Failed;
        m_view.error = read ? Error() : read.error();
        m_view.tools = read ? read->entries : QList<ToolEntry>();
        m_seeds = read ? read->seeds : QMap<QString, QByteArray>();
        for (const ToolEntry &entry : std::as_const(m_view.tools)) {
            if (!entry.isConfigured())
                m_backend.strandedTools().forget(entry.id);
        }
        markRevokedKeys();
        Q_EMIT toolsChanged();
        if (std::exchange(m_again, false))
            refresh();
    });
}

void ToolsAdapter::markRevokedKeys()
{
    bool changed = false;
    for (ToolEntry &entry : m_view.tools) {
        const auto key = entry.isConfigured() ? keyFrom(m_seeds.value(entry.id)) : Result<CreatedKey>(Error{Error::Code::NotFound, {}});
        if (!key && key.error().code != Error::Code::NotFound)
            continue; // the vault is locked: nobody can tell
        const bool revoked = entry.isConfigured() && !key;
        changed = changed || revoked != entry.keyRevoked;
        entry.keyRevoked = revoked;
    }
    if (changed)
        Q_EMIT toolsChanged();
}

QFuture<Result<ToolRecord>> ToolsAdapter::recordOf(const QString &tool)
{
    return m_files.run([this, tool]() -> Result<ToolRecord> {
        const auto record = m_setup.record(tool);
        if (!record)
            return record.error();
        return *record ? Result<ToolRecord>(**record) : Error{Error::Code::NotFound, u"It is not set up: do that first."_s};
    });
}

QFuture<Result<ToolTestReport>> ToolsAdapter::test(const QString &tool)
{
    const auto promise = startedPromise<ToolTestReport>();
    onResult(recordOf(tool), this, [this, tool, promise](const Result<ToolRecord> &record) {
        const ToolRecipe *recipe = findRecipe(m_recipes, tool);
        if (!record || !recipe)
            return complete<ToolTestReport>(promise, record ? Error{Error::Code::NotFound, {}} : record.error());
        if (promise->isCanceled())
            return promise->finish();
        const auto answer = askAsTool(m_backend, record->keySeed, recipe->test);
        passCancellation(promise->future(), answer, this);
        onResult(answer, this, [promise, writtenFor = record->baseUrl](const Result<ToolAnswer> &told) {
            if (!told)
                return complete<ToolTestReport>(promise, told.error());
            complete<ToolTestReport>(
                promise, ToolTestReport{told->status, told->milliseconds, told->models, told->message, told->baseUrl, writtenFor});
        });
    });
    return promise->future();
}

QFuture<Result<SharedSecret>> ToolsAdapter::keyOf(const QString &tool)
{
    const auto promise = startedPromise<SharedSecret>();
    onResult(recordOf(tool), this, [this, promise](const Result<ToolRecord> &record) {
        const auto key = record ? m_backend.keys().fromSeed(record->keySeed) : Result<CreatedKey>(record.error());
        complete<SharedSecret>(promise, key ? Result<SharedSecret>(key->plain) : Result<SharedSecret>(key.error()));
    });
    return promise->future();
}

QList<SdkLines> ToolsAdapter::lines() const
{
    auto lines = bundledLines();
    if (!lines)
        return {};
    ToolValues values;
    values.baseUrl = listeningAt();
    if (values.baseUrl.isEmpty())
        values.baseUrl = UsualBaseUrl;
    for (SdkLines &one : *lines) {
        for (QString &line : one.lines) {
            if (const auto filled = expandTemplate(line, values))
                line = filled->toString();
        }
    }
    return *lines;
}

QFuture<Result<CreatedKey>> ToolsAdapter::createKey(const QString &name)
{
    return m_backend.keys().create(unusedKeyName(m_backend.keys(), name));
}

} // namespace homeport
