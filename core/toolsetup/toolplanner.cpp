// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolplanner.h"

#include "core/toolsetup/hiddensecrets.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr unsigned OthersBits = 077;
constexpr unsigned NewFileMode = 0600;

const WrittenKey *findKey(const WrittenFile *file, const KeyPath &path)
{
    if (!file)
        return nullptr;
    const auto found = std::find_if(file->keys.begin(), file->keys.end(), [&path](const WrittenKey &key) { return key.path == path; });
    return found == file->keys.end() ? nullptr : &*found;
}

// Of a key that Homeport wrote and no record tells of: it goes, and with it tables that have Homeport's name.
EditUndo unknownBefore(const KeyPath &path)
{
    const auto named = std::find_if(path.begin(), path.end() - 1,
                                    [](const QString &segment) { return segment.contains("homeport"_L1, Qt::CaseInsensitive); });
    EditUndo undo;
    undo.knownDepth = static_cast<int>(named - path.begin());
    return undo;
}

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

class Merge
{
public:
    Merge(const ConfigFile &file, const ConfigFileRecipe &recipe, const ToolValues &values, const WrittenFile *known, WrittenFile &record)
        : m_path(file.path), m_recipe(recipe), m_values(values), m_known(known), m_record(record), m_text(file.content),
          m_editor(configEditor(recipe.format))
    {
    }

    Result<void> run()
    {
        if (const auto dropped = dropOldKeys(); !dropped)
            return dropped;
        if (const auto looked = lookForUnrecorded(); !looked)
            return looked;
        for (const OwnedKey &key : m_recipe.keys) {
            const auto wanted = expandTemplate(key.value, m_values);
            if (!wanted && key.optional && wanted.error().code == Error::Code::NotFound)
                continue;
            if (!wanted)
                return wanted.error();
            if (const auto merged = merge(key, *wanted); !merged)
                return merged;
        }
        return {};
    }

    QByteArray text() const { return m_text; }
    QByteArrayList secrets; // that stood where the local key goes
    QStringList takenOver;

private:
    // Keys that an older recipe set, and this one does not, go back to what they were.
    Result<void> dropOldKeys()
    {
        if (!m_known)
            return {};
        for (qsizetype i = m_known->keys.size(); i-- > 0;) {
            const WrittenKey &old = m_known->keys[i];
            if (std::any_of(m_recipe.keys.begin(), m_recipe.keys.end(), [&old](const OwnedKey &key) { return key.path == old.path; }))
                continue;
            const auto now = m_editor->read(m_text, old.path);
            if (!now)
                return inFile(now.error(), m_path);
            if (!isOurs(old, *now))
                continue;
            const auto restored = m_editor->restore(m_text, old.path, old.undo);
            if (!restored)
                return inFile(restored.error(), m_path);
            m_text = *restored;
        }
        return {};
    }

    // Values of this very Homeport that no record tells of: it wrote them, and the record is lost, or the file was moved here.
    Result<void> lookForUnrecorded()
    {
        for (const OwnedKey &key : m_recipe.keys) {
            const auto now = m_editor->read(m_text, key.path);
            if (!now)
                return inFile(now.error(), m_path);
            const auto wanted = expandTemplate(key.value, m_values);
            m_lacksRecord = m_lacksRecord
                            || (key.isOfHomeport() && !findKey(m_known, key.path) && *now && wanted
                                && isSameButForLocalKeys(**now, *wanted));
        }
        if (m_lacksRecord) { // then the file is not as it was before Homeport either
            m_record.originalHash.clear();
            m_record.backup.clear();
        }
        return {};
    }

    // Whether Homeport wrote what is there, though no record tells of it; in such a file that goes for its constants, too.
    [[nodiscard]] bool isUnrecorded(const OwnedKey &key, const QJsonValue &now, const QJsonValue &wanted) const
    {
        return m_lacksRecord && !key.ifSet && !findKey(m_known, key.path) && isSameButForLocalKeys(now, wanted);
    }

    Result<void> merge(const OwnedKey &key, const QJsonValue &wanted)
    {
        const auto now = m_editor->read(m_text, key.path);
        if (!now)
            return inFile(now.error(), m_path);
        if (key.ifSet && !*now)
            return {};
        const WrittenKey *old = findKey(m_known, key.path);
        const bool ours = old && isOurs(*old, *now);
        const bool unrecorded = *now && isUnrecorded(key, **now, wanted);
        if (*now == wanted) {
            if (old || unrecorded) {
                m_record.keys << (old ? *old : WrittenKey{key.path, {}, unknownBefore(key.path), key.isSecret()});
                m_record.keys.last().written = {valueDigest(wanted)};
            }
            return {}; // else it is the user's own
        }
        const auto edited = m_editor->set(m_text, key.path, wanted);
        if (!edited)
            return inFile(edited.error(), m_path);
        const EditUndo undo = ours ? old->undo : unrecorded ? unknownBefore(key.path) : edited->undo;
        WrittenKey record{key.path, {valueDigest(wanted)}, undo, key.isSecret()};
        if (ours)
            record.written = old->written + record.written;
        else if (old)
            takenOver << keyName(key.path, m_path);
        if (key.isSecret() && !ours && !unrecorded)
            secrets << secretsIn(edited->undo.previous);
        m_record.keys << record;
        m_text = edited->text;
        return {};
    }

    QString m_path;
    const ConfigFileRecipe &m_recipe;
    const ToolValues &m_values;
    const WrittenFile *m_known;
    WrittenFile &m_record;
    QByteArray m_text;
    bool m_lacksRecord = false;
    std::unique_ptr<const ConfigEditor> m_editor;
};

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

Result<QByteArray> keysTakenBack(const ConfigFile &file, const WrittenFile &known, const ConfigEditor &editor, QStringList &left)
{
    QByteArray text = file.content;
    for (qsizetype i = known.keys.size(); i-- > 0;) { // tables go with their first key, which was set first
        const WrittenKey &key = known.keys[i];
        const auto now = editor.read(text, key.path);
        if (!now)
            return inFile(now.error(), file.path);
        if (!isOurs(key, *now)) {
            if (*now)
                left << keyName(key.path, file.path);
            continue;
        }
        const auto restored = editor.restore(text, key.path, key.undo);
        if (!restored)
            return inFile(restored.error(), file.path);
        text = *restored;
    }
    return text;
}

} // namespace

Result<PlannedFile> plannedConfigure(const ConfigFile &file, const QString &root, const ConfigFileRecipe &recipe, const ToolValues &values,
                                     const WrittenFile *known, QStringList &takenOver)
{
    PlannedFile planned;
    planned.before = file;
    planned.record = beginning(file, root, recipe.format, known);
    Merge merge(file, recipe, values, known, planned.record);
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
    planned.diff = lineDiff(withoutSecrets(file.content, merge.secrets), withoutSecrets(planned.after, merge.secrets));
    takenOver << merge.takenOver;
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
    if (const auto bytes = original(file, known)) {
        planned.after = *bytes;
    } else if (now != known.originalHash) {
        const auto editor = configEditor(known.format);
        const auto text = keysTakenBack(file, known, *editor, left);
        if (!text)
            return text.error();
        planned.after = *text;
        planned.removes = known.created && *text != file.content && editor->isBlank(*text);
    }
    if (known.mode != 0 && file.mode == (known.mode & ~OthersBits))
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
    return now && key.written.contains(valueDigest(*now));
}

Error inFile(const Error &error, const QString &file)
{
    return {error.code, u"%1: %2"_s.arg(file, error.detail)};
}

} // namespace homeport
