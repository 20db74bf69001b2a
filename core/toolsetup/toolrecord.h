// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configeditor.h"

#include <QDateTime>
#include <QList>
#include <QMap>

namespace homeport {

// In the place of a value's digest: Homeport took the key out.
inline constexpr const char *AbsentDigest = "";

// One key of one file, as Homeport wrote it.
struct WrittenKey
{
    KeyPath path;
    QByteArrayList written; // digests of what is ours (see valueDigest()): one, or, while a change is under way, the former as well
    EditUndo undo;          // what stood there before Homeport
    bool secret = false;    // a credential stands there: what stood there before is not shown either
    bool withTable = false; // goes with its table only: the tool takes no table without it

    bool operator==(const WrittenKey &) const = default;
};

struct WrittenFile
{
    QString path;
    QString root; // its links must not lead out of it
    ConfigFormat format = ConfigFormat::Jsonc;
    bool created = false;    // there was none before
    unsigned mode = 0;       // before; 0: there was no file, or its mode stayed
    QStringList folders;     // that were made for it, outermost first
    QByteArray originalHash; // SHA-256 of what was there before; empty: not known any more, or there was none
    QString backup;          // the copy of it, absolute; empty: there was none
    QByteArray writtenHash;  // of the whole file as Homeport left it
    QList<WrittenKey> keys;  // in the order they were set

    bool operator==(const WrittenFile &) const = default;
};

// What Homeport has done to the configuration of one tool. Enough to take it back, without the recipe.
struct ToolRecord
{
    QString tool;
    QString name;
    int recipeVersion = 0;
    QString baseUrl;
    QString model;
    qint64 keyId = 0;       // of the local key made for it, at that time: since a backup was restored it may be another key's
    QByteArray keySeed;     // what the running Homeport makes that key from again, and finds it by; no secret by itself
    QDateTime configuredAt; // UTC
    bool pending = false;   // a change was begun and not finished: the files are as before, or as after
    QList<WrittenFile> files;

    bool operator==(const ToolRecord &) const = default;
};

// SHA-256 of a value, by which it is known again without being kept.
[[nodiscard]] QByteArray valueDigest(const QJsonValue &value);

// The records of all tools: tools.json in the state folder, mode 0600 (it holds former values of keys, which may be secrets).
// Every change is on disk when a call returns. Blocking; not thread-safe: one thread at a time.
class ToolRecords final
{
public:
    explicit ToolRecords(QString stateDir) : m_stateDir(std::move(stateDir)) {}

    // No file is no record. Invalid: it can't be understood; it is left as it is.
    [[nodiscard]] Result<QMap<QString, ToolRecord>> load() const;
    [[nodiscard]] Result<void> save(const ToolRecord &record);
    [[nodiscard]] Result<void> forget(const QString &tool); // the last one: the file goes
    // Keeps @p content as a file of tool-backups, which gets that name.
    [[nodiscard]] Result<QString> keepCopy(const QString &name, const QByteArray &content);

    [[nodiscard]] QString stateDir() const { return m_stateDir; }
    [[nodiscard]] QString file() const { return m_stateDir + QStringLiteral("/tools.json"); }
    [[nodiscard]] static QString copiesFolder(const QString &stateDir) { return stateDir + QStringLiteral("/tool-backups"); }

private:
    [[nodiscard]] Result<void> write(const QMap<QString, ToolRecord> &records) const;

    QString m_stateDir;
};

} // namespace homeport
