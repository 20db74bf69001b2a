// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/faketools.h"

#include "core/base/onresult.h"
#include "tests/ui/fakes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

std::optional<Error> FakeTools::takeFailure()
{
    return std::exchange(failWith, std::nullopt);
}

QFuture<Result<ToolChange>> FakeTools::previewConfigure(const QString &tool, const QString &model)
{
    asked << u"look at %1 %2"_s.arg(tool, model).trimmed();
    ToolChange shown = change;
    shown.model = model;
    return readyResult<ToolChange>(refuse ? Result<ToolChange>(*refuse) : Result<ToolChange>(shown));
}

QFuture<Result<ToolChange>> FakeTools::previewRestore(const QString &tool)
{
    asked << u"look back at %1"_s.arg(tool);
    return readyResult<ToolChange>(refuse ? Result<ToolChange>(*refuse) : Result<ToolChange>(change));
}

QFuture<Result<ToolChange>> FakeTools::changed(const ToolChange &shown)
{
    if (holdChanges) {
        m_changes.emplace_back(QPromise<Result<ToolChange>>(), shown);
        m_changes.back().first.start();
        return m_changes.back().first.future();
    }
    const auto failure = takeFailure();
    return readyResult<ToolChange>(failure ? Result<ToolChange>(*failure) : Result<ToolChange>(shown));
}

void FakeTools::answerChanges(const std::optional<Error> &error)
{
    for (auto &[promise, shown] : m_changes) {
        promise.addResult(error ? Result<ToolChange>(*error) : Result<ToolChange>(shown));
        promise.finish();
    }
    m_changes.clear();
}

QFuture<Result<ToolChange>> FakeTools::configure(const ToolChange &shown)
{
    asked << u"configure %1 %2"_s.arg(shown.tool, shown.model).trimmed();
    return changed(shown);
}

QFuture<Result<ToolChange>> FakeTools::restore(const ToolChange &shown)
{
    asked << u"restore %1"_s.arg(shown.tool);
    return changed(shown);
}

QFuture<Result<RestoredTools>> FakeTools::restoreAll()
{
    asked << u"restore all"_s;
    const auto failure = takeFailure();
    return readyResult<RestoredTools>(failure ? Result<RestoredTools>(*failure) : Result<RestoredTools>(restored));
}

void FakeTools::keepStranded()
{
    asked << u"keep"_s;
    m_view.stranded.clear();
    Q_EMIT toolsChanged();
}

QFuture<Result<ToolTestReport>> FakeTools::test(const QString &tool)
{
    asked << u"test %1"_s.arg(tool);
    if (holdTests) {
        m_tests.emplace_back();
        m_tests.back().start();
        return m_tests.back().future();
    }
    const auto failure = takeFailure();
    return readyResult<ToolTestReport>(failure ? Result<ToolTestReport>(*failure) : Result<ToolTestReport>(report));
}

void FakeTools::answerTests()
{
    for (auto &promise : m_tests) {
        promise.addResult(report);
        promise.finish();
    }
    m_tests.clear();
}

qsizetype FakeTools::cancelledTests() const
{
    return std::count_if(m_tests.cbegin(), m_tests.cend(), [](const auto &promise) { return promise.isCanceled(); });
}

QFuture<Result<SharedSecret>> FakeTools::keyOf(const QString &tool)
{
    asked << u"key of %1"_s.arg(tool);
    const auto failure = takeFailure();
    return readyResult<SharedSecret>(failure ? Result<SharedSecret>(*failure) : Result<SharedSecret>(shareSecret(QByteArray(plainKey))));
}

QList<SdkLines> FakeTools::lines() const
{
    const QString url = m_view.baseUrl.isEmpty() ? u"http://127.0.0.1:8642"_s : m_view.baseUrl;
    return {{u"Shell, Anthropic clients"_s,
             u"sh"_s,
             {u"export ANTHROPIC_BASE_URL=%1"_s.arg(url), u"export ANTHROPIC_AUTH_TOKEN=%1"_s.arg(HiddenKey)}},
            {u"Python, openai"_s,
             u"python"_s,
             {u"from openai import OpenAI"_s, u"client = OpenAI(base_url=\"%1/v1\", api_key=\"%2\")"_s.arg(url, HiddenKey)}}};
}

QFuture<Result<CreatedKey>> FakeTools::createKey(const QString &name)
{
    asked << u"key for %1"_s.arg(name);
    if (const auto failure = takeFailure())
        return readyResult<CreatedKey>(*failure);
    return readyResult<CreatedKey>(CreatedKey{sampleKey(90, name), shareSecret(QByteArray(plainKey))});
}

void FakeTools::set(const QList<ToolEntry> &tools, const QString &baseUrl)
{
    setView({ToolsView::Load::Ready, {}, tools, baseUrl, m_view.stranded});
}

void FakeTools::setView(const ToolsView &view)
{
    m_view = view;
    Q_EMIT toolsChanged();
}

ToolEntry sampleTool(const QString &id, const QString &name, ToolState state)
{
    ToolEntry entry;
    entry.id = id;
    entry.name = name;
    entry.status.state = state;
    if (state != ToolState::NotInstalled) {
        entry.found = {u"/home/me/.nvm/versions/node/v22.11.0/bin/%1"_s.arg(id.section(u'-', 0, 0)), u"nvm"_s, u"2.1.330"_s};
        entry.folder = u"/home/me/.%1"_s.arg(id.section(u'-', 0, 0));
    } else {
        entry.folder = u"/home/me"_s;
    }
    entry.file = entry.folder + u"/settings.json"_s;
    if (state != ToolState::NotInstalled && state != ToolState::Installed) {
        entry.status.configuredAt = QDateTime(QDate(2026, 3, 4), QTime(14, 3, 21), Qt::UTC);
        entry.status.baseUrl = u"http://127.0.0.1:8642"_s;
    }
    return entry;
}

QList<ToolEntry> sampleTools()
{
    ToolEntry claude = sampleTool(u"claude-code"_s, u"Claude Code"_s, ToolState::Configured);
    claude.notes = {u"No key is in the file: Claude Code asks homeportctl for it."_s};
    ToolEntry gemini = sampleTool(u"gemini-cli"_s, u"Gemini CLI"_s, ToolState::Conflict);
    gemini.found.source = u"PATH"_s;
    gemini.found.executable = u"/usr/local/bin/gemini"_s;
    gemini.status.conflicts = {{u"GEMINI_API_KEY"_s, u"It goes before the file's key."_s}};
    gemini.origins = {{u"GEMINI_API_KEY"_s, u"/home/me/.bashrc, line 3"_s}};
    ToolEntry zed = sampleTool(u"zed"_s, u"Zed"_s, ToolState::ChangedElsewhere);
    zed.status.changedKeys = {u"language_models.openai.api_url in /home/me/.config/zed/settings.json"_s};
    zed.keyByHand = true;
    ToolEntry vscode = sampleTool(u"vscode"_s, u"VS Code (custom endpoint)"_s, ToolState::NotInstalled);
    vscode.takesModel = true;
    vscode.needsModel = true;
    return {claude,
            gemini,
            sampleTool(u"codex"_s, u"Codex CLI"_s),
            sampleTool(u"opencode"_s, u"opencode"_s, ToolState::NotInstalled),
            vscode,
            zed,
            sampleTool(u"aider"_s, u"aider"_s, ToolState::NotInstalled)};
}

ToolChange sampleConfigure()
{
    using enum DiffLine::Kind;
    ToolChange change;
    change.tool = u"codex"_s;
    change.name = u"Codex CLI"_s;
    change.baseUrl = u"http://127.0.0.1:8642"_s;
    change.keyName = u"Codex CLI"_s;
    change.makesKey = true;
    change.backupFolder = u"/home/me/.local/share/homeport/tool-backups"_s;
    change.madeAt = QDateTime(QDate(2026, 3, 4), QTime(14, 3, 21), Qt::UTC);
    ToolFileChange file;
    file.path = u"/home/me/.codex/config.toml"_s;
    file.target = file.path;
    file.backup = u"codex-20260304-140321-000-config.toml"_s;
    file.diff = {{Context, u"# mine"_s, 1, 1},
                 {Removed, u"model_provider = \"openai\""_s, 2, 0},
                 {Added, u"model_provider = \"homeport\""_s, 0, 2},
                 {Context, u"approval_policy = \"on-request\""_s, 3, 3},
                 {Gap, {}, 0, 0},
                 {Context, u"[tui]"_s, 11, 11},
                 {Context, u"notifications = true"_s, 12, 12},
                 {Added, {}, 0, 13},
                 {Added, u"[model_providers.homeport]"_s, 0, 14},
                 {Added, u"name = \"Homeport\""_s, 0, 15},
                 {Added, u"base_url = \"http://127.0.0.1:8642/v1\""_s, 0, 16},
                 {Added, u"wire_api = \"responses\""_s, 0, 17}};
    change.files = {file};
    return change;
}

ToolChange sampleRestore()
{
    using enum DiffLine::Kind;
    ToolChange change;
    change.kind = ToolChange::Kind::Restore;
    change.tool = u"claude-code"_s;
    change.name = u"Claude Code"_s;
    change.keyName = u"Claude Code"_s;
    change.backupFolder = u"/home/me/.local/share/homeport/tool-backups"_s;
    change.madeAt = QDateTime(QDate(2026, 3, 4), QTime(14, 3, 21), Qt::UTC);
    ToolFileChange file;
    file.path = u"/home/me/.claude/settings.json"_s;
    file.target = u"/home/me/dotfiles/claude/settings.json"_s;
    file.backup = u"claude-code-20260304-140321-000-settings.json"_s;
    file.diff = {{Context, u"  \"env\": {"_s, 2, 2},
                 {Removed, u"    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8642\","_s, 3, 0},
                 {Context, u"    \"DISABLE_AUTOUPDATER\": \"1\""_s, 4, 3},
                 {Context, u"  },"_s, 5, 4},
                 {Removed, u"  \"apiKeyHelper\": \"/usr/bin/homeportctl tools key claude-code\""_s, 6, 0}};
    change.files = {file};
    change.left = {u"model in /home/me/.claude/settings.json"_s};
    return change;
}

} // namespace homeport::test
