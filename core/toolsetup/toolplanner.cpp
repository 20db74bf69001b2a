// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolplanner.h"

#include "core/toolsetup/hiddensecrets.h"
#include "core/toolsetup/toolmerge.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr unsigned OthersBits = 077;
constexpr unsigned NewFileMode = 0600;

QStringList missingFolders(const QString &path)
{
    QStringList missing;
    for (QString folder = QFileInfo(path).absolutePath(); !QFileInfo::exists(folder); folder = QFileInfo(folder).absolutePath())
        missing.prepend(folder);
    return missing;
}

// What is known of a file before Homeport sets its keys once more.
WrittenFile beginning(const ConfigFile &file, const QString &root, ConfigFormat format, const WrittenFile *known)
{
    WrittenFile record;
    if (known) {
        record = *known;
        if (contentHash(file.content) != known->writtenHash) { // others have been at it: only single keys can be taken back
            record.originalHash.clear();
            record.backup.clear();
        }
    } else {
        record.created = !file.exists;
        record.originalHash = file.exists ? contentHash(file.content) : QByteArray();
        record.folders = file.exists ? QStringList() : missingFolders(file.target);
    }
    record.path = file.path;
    record.root = root;
    record.format = format;
    record.keys.clear();
    return record;
}

// The bytes from before Homeport, if nobody has touched the file since and the copy of it is whole.
std::optional<QByteArray> original(const ConfigFile &file, const WrittenFile &known)
{
    if (contentHash(file.content) != known.writtenHash || known.originalHash.isEmpty())
        return {};
    QFile copy(known.backup);
    if (!copy.open(QIODevice::ReadOnly) || copy.size() > LargestConfigFile)
        return {};
    const QByteArray content = copy.readAll();
    return contentHash(content) == known.originalHash ? std::optional<QByteArray>(content) : std::nullopt;
}

struct TakenBack
{
    QByteArray text;
    bool leavesSecret = false; // a credential of somebody else's in the place of Homeport's
};

// Whether a key that was taken out has to stay out: a table of its own in the same one, which the tool refuses beside it, could not go.
Result<bool> hasNeighbourLeft(const ConfigEditor &editor, const QByteArray &text, const WrittenFile &known, const WrittenKey &key)
{
    if (!key.written.contains(AbsentDigest))
        return false;
    const qsizetype depth = key.path.size() - 1;
    for (const WrittenKey &other : known.keys) {
        if (!other.withTable || other.path.size() <= key.path.size() || other.path.first(depth) != key.path.first(depth))
            continue;
        const auto now = editor.read(text, other.path);
        if (!now)
            return now.error();
        if (*now)
            return true;
    }
    return false;
}

Result<TakenBack> keysTakenBack(const ConfigFile &file, const WrittenFile &known, const ConfigEditor &editor, QStringList &left)
{
    TakenBack back{file.content, false};
    for (qsizetype i = known.keys.size(); i-- > 0;) { // tables go with their first key, which was set first
        const WrittenKey &key = known.keys[i];
        const auto now = editor.read(back.text, key.path);
        if (!now)
            return inFile(now.error(), file.path);
        if (!isOurs(key, *now)) {
            if (*now)
                left << keyName(key.path, file.path);
            back.leavesSecret = back.leavesSecret || (key.secret && *now);
            continue;
        }
        if (const auto clashes = hasNeighbourLeft(editor, back.text, known, key); !clashes) {
            return inFile(clashes.error(), file.path);
        } else if (*clashes) {
            left << keyName(key.path, file.path);
            continue;
        }
        const auto restored = keyTakenBack(editor, back.text, key, *now);
        if (!restored)
            return inFile(restored.error(), file.path);
        back.text = *restored;
    }
    return back;
}

} // namespace

Result<PlannedFile> plannedConfigure(const ConfigFile &file, const QString &root, const ConfigFileRecipe &recipe, const ToolValues &values,
                                     const WrittenFile *known, QStringList &takenOver)
{
    PlannedFile planned;
    planned.before = file;
    planned.record = beginning(file, root, recipe.format, known);
    ToolMerge merge(file, recipe, values, known, planned.record);
    if (const auto merged = merge.run(); !merged)
        return merged.error();
    planned.after = merge.text();
    planned.record.writtenHash = contentHash(planned.after);
    planned.holdsKey = std::any_of(recipe.keys.begin(), recipe.keys.end(), [](const OwnedKey &key) { return key.holdsKey(); });
    planned.mode = file.exists ? file.mode : NewFileMode;
    if (planned.holdsKey)
        planned.mode &= ~OthersBits;
    if (file.exists && planned.mode != file.mode) // a mode that stays is nobody's to restore
        planned.record.mode = file.mode;
    planned.diff = lineDiff(withoutSecrets(file.content, merge.secrets()), withoutSecrets(planned.after, merge.secrets()));
    takenOver << merge.takenOver();
    return planned;
}

Result<PlannedFile> plannedRestore(const ConfigFile &file, const WrittenFile &known, QStringList &left)
{
    PlannedFile planned;
    planned.before = file;
    planned.record = known;
    planned.after = file.content;
    planned.mode = file.mode;
    if (!file.exists)
        return planned;
    const QByteArray now = contentHash(file.content);
    bool leavesSecret = false;
    if (const auto bytes = original(file, known)) {
        planned.after = *bytes;
    } else if (now != known.originalHash) {
        const auto editor = configEditor(known.format);
        const auto back = keysTakenBack(file, known, *editor, left);
        if (!back)
            return back.error();
        planned.after = back->text;
        planned.removes = known.created && back->text != file.content && editor->isBlank(back->text);
        leavesSecret = back->leavesSecret;
    }
    if (known.mode != 0 && file.mode == (known.mode & ~OthersBits) && !leavesSecret)
        planned.mode = known.mode;
    QByteArrayList secrets;
    for (const WrittenKey &key : known.keys)
        if (key.secret)
            secrets << secretsIn(key.undo.previous);
    planned.diff = lineDiff(withoutSecrets(file.content, secrets), planned.removes ? QByteArray() : withoutSecrets(planned.after, secrets));
    return planned;
}

QByteArray contentHash(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
}

QString keyName(const KeyPath &path, const QString &file)
{
    return u"%1 in %2"_s.arg(path.join(u'.'), file);
}

bool isOurs(const WrittenKey &key, const std::optional<QJsonValue> &now)
{
    return key.written.contains(now ? valueDigest(*now) : QByteArray(AbsentDigest));
}

Result<QByteArray> keyTakenBack(const ConfigEditor &editor, const QByteArray &text, const WrittenKey &key,
                                const std::optional<QJsonValue> &now)
{
    if (!now)
        return editor.putBack(text, key.path, key.undo.previous);
    const qsizetype depth = key.path.size() - 1;
    const bool madeTable = !key.undo.existed && key.undo.knownDepth < depth;
    if (key.withTable && madeTable && depth > 0) {
        const auto table = editor.read(text, key.path.first(depth));
        if (!table)
            return table.error();
        if (*table && (*table)->toObject().size() > 1)
            return text;
    }
    return editor.restore(text, key.path, key.undo);
}

Error inFile(const Error &error, const QString &file)
{
    return {error.code, u"%1: %2"_s.arg(file, error.detail)};
}

} // namespace homeport
