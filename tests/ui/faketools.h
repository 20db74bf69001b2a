// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/toolsservice.h"

#include <QPromise>

#include <optional>
#include <vector>

namespace homeport::test {

// Tools without files. Answers at once and remembers what it was asked.
class FakeTools final : public ToolsService
{
    Q_OBJECT

public:
    [[nodiscard]] ToolsView tools() const override { return m_view; }
    void refresh() override { ++refreshes; }
    [[nodiscard]] QFuture<Result<ToolChange>> previewConfigure(const QString &tool, const QString &model) override;
    [[nodiscard]] QFuture<Result<ToolChange>> previewRestore(const QString &tool) override;
    [[nodiscard]] QFuture<Result<ToolChange>> configure(const ToolChange &shown) override;
    [[nodiscard]] QFuture<Result<ToolChange>> restore(const ToolChange &shown) override;
    [[nodiscard]] QFuture<Result<RestoredTools>> restoreAll() override;
    void keepStranded() override;
    [[nodiscard]] QFuture<Result<ToolTestReport>> test(const QString &tool) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> keyOf(const QString &tool) override;
    [[nodiscard]] QList<SdkLines> lines() const override;
    [[nodiscard]] QFuture<Result<CreatedKey>> createKey(const QString &name) override;

    void set(const QList<ToolEntry> &tools, const QString &baseUrl = QStringLiteral("http://127.0.0.1:8642"));
    void setView(const ToolsView &view);
    void answerTests();                             // what it holds
    [[nodiscard]] qsizetype cancelledTests() const; // of those
    void answerChanges(const std::optional<Error> &error = {});

    int refreshes = 0;
    ToolChange change;             // what a preview shows, and what is done
    std::optional<Error> refuse;   // previews
    std::optional<Error> failWith; // the next change, key or test, once
    RestoredTools restored;
    ToolTestReport report;
    bool holdTests = false;
    bool holdChanges = false;
    QByteArray plainKey = "hp_planted-secret-0123456789abcdefghijklmnopqrs";
    QStringList asked; // "configure codex", "restore codex", ...

private:
    [[nodiscard]] std::optional<Error> takeFailure();
    [[nodiscard]] QFuture<Result<ToolChange>> changed(const ToolChange &shown);

    ToolsView m_view;
    std::vector<QPromise<Result<ToolTestReport>>> m_tests;
    std::vector<std::pair<QPromise<Result<ToolChange>>, ToolChange>> m_changes;
};

[[nodiscard]] ToolEntry sampleTool(const QString &id, const QString &name, ToolState state = ToolState::Installed);
// Claude Code set up, Codex CLI installed, Gemini CLI with a variable that goes before it, Zed changed by someone else, the others
// not installed.
[[nodiscard]] QList<ToolEntry> sampleTools();
[[nodiscard]] ToolChange sampleConfigure();
[[nodiscard]] ToolChange sampleRestore();

} // namespace homeport::test
