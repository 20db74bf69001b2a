// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolmerge.h"

#include "core/toolsetup/hiddensecrets.h"
#include "core/toolsetup/toolplanner.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

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

} // namespace

ToolMerge::ToolMerge(const ConfigFile &file, const ConfigFileRecipe &recipe, const ToolValues &values, const WrittenFile *known,
                     WrittenFile &record)
    : m_path(file.path), m_recipe(recipe), m_values(values), m_known(known), m_record(record), m_text(file.content),
      m_editor(configEditor(recipe.format))
{
}

Result<void> ToolMerge::run()
{
    if (const auto dropped = dropOldKeys(); !dropped)
        return dropped;
    if (const auto looked = lookForUnrecorded(); !looked)
        return looked;
    for (const OwnedKey &key : m_recipe.keys) {
        if (const auto done = key.absent ? takeOut(key) : setKey(key); !done)
            return done;
    }
    return {};
}

// Keys that an older recipe set, and this one does not, go back to what they were.
Result<void> ToolMerge::dropOldKeys()
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
        const auto restored = keyTakenBack(*m_editor, m_text, old, *now);
        if (!restored)
            return inFile(restored.error(), m_path);
        m_text = *restored;
    }
    return {};
}

// No record tells of the file, and all that nobody but this very Homeport would write stands in it: it wrote that, and the record is
// lost, or the file was moved here. A part of it is what somebody has set up by hand, as the help says, and his own.
Result<void> ToolMerge::lookForUnrecorded()
{
    if (m_known)
        return {};
    bool any = false;
    bool all = true;
    for (const OwnedKey &key : m_recipe.keys) {
        if (!key.isOfHomeport())
            continue;
        const auto now = m_editor->read(m_text, key.path);
        if (!now)
            return inFile(now.error(), m_path);
        const auto wanted = expandTemplate(key.value, m_values);
        const bool isSame = *now && wanted && isSameButForLocalKeys(**now, *wanted);
        any = any || isSame;
        all = all && isSame;
    }
    m_lacksRecord = any && all;
    if (m_lacksRecord) { // then the file is not as it was before Homeport either
        m_record.originalHash.clear();
        m_record.backup.clear();
    }
    return {};
}

Result<void> ToolMerge::setKey(const OwnedKey &key)
{
    const auto wanted = expandTemplate(key.value, m_values);
    if (!wanted && key.optional && wanted.error().code == Error::Code::NotFound)
        return {};
    return wanted ? merge(key, *wanted) : Result<void>(wanted.error());
}

Result<void> ToolMerge::merge(const OwnedKey &key, const QJsonValue &wanted)
{
    const auto now = m_editor->read(m_text, key.path);
    if (!now)
        return inFile(now.error(), m_path);
    if (key.ifSet && !*now)
        return {};
    const WrittenKey *old = findKey(m_known, key.path);
    const bool ours = old && isOurs(*old, *now);
    // Homeport wrote what is there, though no record tells of it; in such a file that goes for its constants, too.
    const bool unrecorded = m_lacksRecord && !key.ifSet && *now && isSameButForLocalKeys(**now, wanted);
    if (*now == wanted) {
        if (old || unrecorded)
            note(key, {valueDigest(wanted)}, old ? old->undo : unknownBefore(key.path));
        return {}; // else it is the user's own
    }
    const auto edited = m_editor->set(m_text, key.path, wanted);
    if (!edited)
        return inFile(edited.error(), m_path);
    const QByteArrayList former = ours ? old->written : QByteArrayList();
    note(key, former + QByteArrayList{valueDigest(wanted)}, ours ? old->undo : unrecorded ? unknownBefore(key.path) : edited->undo);
    if (old && !ours)
        m_takenOver << keyName(key.path, m_path);
    if (key.isSecret() && !ours && !unrecorded)
        m_secrets << secretsIn(edited->undo.previous);
    m_text = edited->text;
    return {};
}

// What the tool refuses beside Homeport's keys; it stands there again after a restore.
Result<void> ToolMerge::takeOut(const OwnedKey &key)
{
    const auto now = m_editor->read(m_text, key.path);
    if (!now)
        return inFile(now.error(), m_path);
    const WrittenKey *old = findKey(m_known, key.path);
    if (!*now) {
        if (old && isOurs(*old, *now))
            note(key, {AbsentDigest}, old->undo);
        return {};
    }
    const auto edited = m_editor->takeOut(m_text, key.path);
    if (!edited)
        return inFile(edited.error(), m_path);
    note(key, {AbsentDigest}, edited->undo);
    if (old)
        m_takenOver << keyName(key.path, m_path);
    m_secrets << secretsIn(edited->undo.previous);
    m_text = edited->text;
    return {};
}

void ToolMerge::note(const OwnedKey &key, const QByteArrayList &written, const EditUndo &undo)
{
    m_record.keys << WrittenKey{key.path, written, undo, key.isSecret(), key.withTable};
}

} // namespace homeport
