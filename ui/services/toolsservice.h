// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "core/toolsetup/linediff.h"
#include "core/toolsetup/toolrecipe.h"
#include "core/toolsetup/toolsearch.h"
#include "core/toolsetup/toolsetup.h"

#include <QFuture>
#include <QMap>
#include <QObject>

namespace homeport {

// A tool that Homeport can set up, as it is on this computer.
struct ToolEntry
{
    QString id; // "claude-code"
    QString name;
    FoundTool found;
    ToolStatus status;
    QMap<QString, QString> origins; // of conflicting variables: "/home/me/.bashrc, line 3"; none: Homeport's own environment
    QString file;                   // its first configuration file, absolute; may not be there yet
    QString folder;                 // that it is in, or the nearest that is there
    QStringList notes;
    bool takesModel = false;        // it can be told a model,
    bool needsModel = false;        // or must be
    bool keyRevoked = false;        // it is configured, and its key was revoked since
    bool keyByHand = false;         // it keeps its key where no program can put it
    bool fromDocumentation = false; // its recipe was not tried with it

    [[nodiscard]] bool isInstalled() const { return !found.executable.isEmpty(); }
    [[nodiscard]] bool isConfigured() const { return status.configuredAt.isValid(); }
};

// What is known of the tools, as one value.
struct ToolsView
{
    enum class Load { Loading, Ready, Failed }; // Loading: for the first time

    Load load = Load::Loading;
    Error error;            // while Failed
    QList<ToolEntry> tools; // in the order people see them
    QString baseUrl;        // where the relay listens; empty: it does not
    QStringList stranded{}; // names of those that were set up when Homeport's last run broke off, and whose user has not decided yet
};

// What would happen to one file, or has. Shows no local key.
struct ToolFileChange
{
    QString path;
    QString target; // where its links lead; the path itself when it is none
    QString backup; // the name of the copy that is kept of it; empty: none
    bool creates = false;
    bool removes = false; // nothing else is in it
    bool holdsKey = false;
    bool becomesPrivate = false; // others could read it so far
    bool becomesOpen = false;    // others can read it again
    QList<DiffLine> diff;        // empty: the file does not change
};

// What configuring or restoring a tool would do, or has done.
struct ToolChange
{
    enum class Kind { Configure, Restore };

    Kind kind = Kind::Configure;
    QString tool;
    QString name;
    QString model;                  // Configure: it was asked for with
    QString baseUrl;                // Configure: that will be written
    QString keyName;                // Configure: of the local key made for it; Restore: of the one that is revoked; empty: none
    bool makesKey = false;          // Configure: it has none yet
    bool keyStays = false;          // Restore, once it is done: its key could not be revoked, and serves still
    QString backupFolder;           // where the copies lie
    QList<ToolFileChange> files;    // those that change
    QStringList left;               // Restore: keys that someone else has changed: they stay
    QStringList takenOver;          // Configure: keys that someone else has changed: they are set again
    QList<ToolConflict> conflicts;  // Configure
    QMap<QString, QString> origins; // as ToolEntry's
    QDateTime madeAt;               // UTC
    QByteArray seen;                // what the files were: if they are not, nothing is done

    [[nodiscard]] bool changesFiles() const { return !files.isEmpty(); }
};

// What a request with the tool's key came to: the list of models, asked for as the tool asks.
struct ToolTestReport
{
    int status = 0; // of the answer
    qint64 milliseconds = 0;
    qsizetype models = 0;
    QString message; // of a refusal
    QString baseUrl; // that was asked
    QString writtenFor;

    [[nodiscard]] bool works() const { return status >= 200 && status < 300 && baseUrl == writtenFor; }
};

struct RestoredTools
{
    QStringList names;             // that have back what they had
    QStringList left;              // keys that someone else has changed: they stayed
    QMap<QString, QString> failed; // why not, by name
    QStringList keysLeft{};        // names of restored tools whose keys could not be revoked, and serve still
};

// The tools of this computer and what Homeport did to them. GUI thread only; files are read and written in another.
class ToolsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual ToolsView tools() const = 0;
    virtual void refresh() = 0; // looks for them again; toolsChanged() follows. While a look is under way, one more follows it

    // Errors as ToolSetup's, and Unavailable: the relay does not listen, or it is the demo; NotFound: homeportctl is missing.
    // @p model: empty: as last time, or none.
    [[nodiscard]] virtual QFuture<Result<ToolChange>> previewConfigure(const QString &tool, const QString &model) = 0;
    [[nodiscard]] virtual QFuture<Result<ToolChange>> previewRestore(const QString &tool) = 0;
    // Does what a preview has shown, with a local key of the tool's own; what was done. Conflict: a file has changed since.
    [[nodiscard]] virtual QFuture<Result<ToolChange>> configure(const ToolChange &shown) = 0;
    // The same; the tool's key is revoked.
    [[nodiscard]] virtual QFuture<Result<ToolChange>> restore(const ToolChange &shown) = 0;
    [[nodiscard]] virtual QFuture<Result<RestoredTools>> restoreAll() = 0;
    virtual void keepStranded() = 0; // the user has decided: none is stranded from then on
    // NotFound: it is not configured, or its key is gone. Takes as long as the request does; cancelling the future ends it.
    [[nodiscard]] virtual QFuture<Result<ToolTestReport>> test(const QString &tool) = 0;

    // The key that was made for it, for tools that want it pasted. Errors as test().
    [[nodiscard]] virtual QFuture<Result<SharedSecret>> keyOf(const QString &tool) = 0;

    // For programs without a recipe, with the relay's address (or its usual one) and HiddenKey for a key.
    [[nodiscard]] virtual QList<SdkLines> lines() const = 0;
    // Errors as KeyStore::create(). A name that is taken gets a number.
    [[nodiscard]] virtual QFuture<Result<CreatedKey>> createKey(const QString &name) = 0;

Q_SIGNALS:
    void toolsChanged(); // after each change of tools() and lines()
};

} // namespace homeport
