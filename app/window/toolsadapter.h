// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/serialexecutor.h"
#include "core/toolsetup/tooldetector.h"
#include "ui/services/toolsservice.h"

#include <QThread>

#include <functional>

namespace homeport {

class Backend;
struct PlannedTool;
struct ToolKey;
struct ToolSeed;

// Setting tools up as the window sees it: the library that homeportctl uses, and the same keys and test requests. Tools are looked for
// in a thread of its own, their files are read and written in another.
class ToolsAdapter final : public ToolsService
{
    Q_OBJECT

public:
    // @p backend is assembled, and outlives it. @p helper: homeportctl, absolute; empty: there is none.
    ToolsAdapter(Backend &backend, ToolPlaces places, QString helper);
    ~ToolsAdapter() override; // waits for a file that is just being written

    [[nodiscard]] static QString findHelper(); // as findToolHelper()

    [[nodiscard]] ToolsView tools() const override;
    void refresh() override;
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

private:
    using ChangePromise = std::shared_ptr<QPromise<Result<ToolChange>>>;

    void readStates();
    void markRevokedKeys();
    [[nodiscard]] QString listeningAt() const;                              // empty: nowhere
    [[nodiscard]] Result<CreatedKey> keyFrom(const QByteArray &seed) const; // as KeyStore::fromSeed(); NotFound without a seed
    // What a tool is configured with, without a key; or why it can't be.
    [[nodiscard]] Result<ToolValues> valuesFor(const ToolRecipe *recipe, const QString &model) const;
    [[nodiscard]] QFuture<Result<PlannedTool>> plan(const ToolRecipe &recipe, const ToolValues &values); // in the files' thread
    void applyWithKey(const ToolRecipe &recipe, const ToolValues &values, const ToolChange &shown, const QByteArray &seed,
                      const ChangePromise &promise);
    void dropKey(const QString &tool, const ToolKey &key, const Error &why, const ChangePromise &promise);
    void showPlanned(const Result<PlannedTool> &planned, const ChangePromise &promise) const;
    [[nodiscard]] Result<ToolChange> applyShown(ToolPlan plan, const ToolChange &shown);
    void nameKey(ToolChange &change, const QByteArray &seed) const;
    // @p done gets @p left and the names of the tools whose keys stay valid as well.
    void revoke(QList<ToolSeed> keys, const QStringList &left, const std::function<void(const QStringList &left)> &done);
    [[nodiscard]] QFuture<Result<ToolRecord>> recordOf(const QString &tool);

    Backend &m_backend;
    ToolPlaces m_places;
    QString m_helper;
    std::vector<ToolRecipe> m_recipes; // constant
    ToolSetup m_setup;                 // in the files' thread only
    ToolsView m_view;
    QMap<QString, FoundTool> m_found;  // of the look that is under way
    QMap<QString, QByteArray> m_seeds; // of the keys that were made for tools, as far as is known
    bool m_looking = false;
    bool m_again = false;
    QThread m_search;
    ToolDetector *m_detector; // lives in it
    SerialExecutor m_files;   // goes first: it works on what stands above
};

} // namespace homeport
