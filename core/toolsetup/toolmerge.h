// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/configfile.h"
#include "core/toolsetup/toolrecipe.h"
#include "core/toolsetup/toolrecord.h"
#include "core/toolsetup/toolvalues.h"

namespace homeport {

// Sets the keys of a recipe in the text of one file, once. Pure; what it is made with outlives it.
class ToolMerge final
{
public:
    // @p known: what was recorded of the file; null: nothing. @p record gets the keys, and loses the bytes from before where Homeport has
    // written the file already and no record tells of it.
    ToolMerge(const ConfigFile &file, const ConfigFileRecipe &recipe, const ToolValues &values, const WrittenFile *known,
              WrittenFile &record);

    // Errors: those of ConfigEditor, with the file's name in front; NotFound where a value is missing.
    [[nodiscard]] Result<void> run();

    [[nodiscard]] QByteArray text() const { return m_text; }
    [[nodiscard]] QByteArrayList secrets() const { return m_secrets; }  // that stood in the place of what was set, or were taken out
    [[nodiscard]] QStringList takenOver() const { return m_takenOver; } // keys that somebody else had changed

private:
    [[nodiscard]] Result<void> dropOldKeys();
    [[nodiscard]] Result<void> lookForUnrecorded();
    [[nodiscard]] Result<void> setKey(const OwnedKey &key);
    [[nodiscard]] Result<void> merge(const OwnedKey &key, const QJsonValue &wanted);
    [[nodiscard]] Result<void> takeOut(const OwnedKey &key);
    void note(const OwnedKey &key, const QByteArrayList &written, const EditUndo &undo);

    QString m_path;
    const ConfigFileRecipe &m_recipe;
    const ToolValues &m_values;
    const WrittenFile *m_known;
    WrittenFile &m_record;
    QByteArray m_text;
    QByteArrayList m_secrets;
    QStringList m_takenOver;
    bool m_lacksRecord = false;
    std::unique_ptr<const ConfigEditor> m_editor;
};

} // namespace homeport
