// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/toolsetup/toolbench.h"

#include <QMap>

#include <functional>
#include <utility>

namespace homeport::testing {

// A text and what takes its place; each stands in its file once.
using Edit = std::pair<QByteArray, QByteArray>;

// One configuration file of one recipe, as somebody has it (tests/data/tools), and what its owner changes by hand.
struct FixtureFile
{
    QString tool;
    QString data;   // below tests/data/tools
    Edit mine;      // a change beside Homeport's keys, with a key that is new
    Edit taken;     // one of Homeport's keys, changed after Homeport has written it
    QByteArray was; // what stood there before Homeport; empty: the key was not there

    [[nodiscard]] bool isToml() const { return data.endsWith(QLatin1String(".toml")); }
    [[nodiscard]] bool isEnv() const { return data.endsWith(QLatin1String("env")); }
};

// Every file of every recipe that is shipped, in the order of the recipes' files.
[[nodiscard]] QList<FixtureFile> fixturesOf(const QString &tool);

// What a text editor, another system or a careless hand makes of a text.
struct Variation
{
    bool crlf = false;
    bool bom = false;
    bool openEnd = false; // no line end at the end

    [[nodiscard]] QByteArray of(QByteArray text) const;
    [[nodiscard]] Edit of(const Edit &edit) const { return {lines(edit.first), lines(edit.second)}; }
    [[nodiscard]] QByteArray lines(QByteArray text) const; // line ends only
};

[[nodiscard]] QList<std::pair<const char *, Variation>> variations(); // with their names

[[nodiscard]] QByteArray fixture(const FixtureFile &file, const Variation &variation);
// What Homeport makes of it with ToolBench::values().
[[nodiscard]] QByteArray configuredFixture(const FixtureFile &file, const Variation &variation);
[[nodiscard]] QByteArray edited(QByteArray text, const Edit &edit);
// Something of its owner's behind all that is there; where a format has no end, nothing.
[[nodiscard]] QByteArray continued(const FixtureFile &file, const QByteArray &text, const Variation &variation);

// A home folder with the files of one tool, readable by all, as one of the variations.
struct FixtureHome : ToolBench
{
    FixtureHome(const QString &id, const Variation &how); // as root: of another group

    [[nodiscard]] QString name(qsizetype i) const { return recipe(tool).files[i].path.sliced(2); }
    [[nodiscard]] bool holdsKey(qsizetype i) const;
    void edit(qsizetype i, const QByteArray &text) const { write(name(i), text, QFile::permissions(path(name(i)))); }

    QString tool;
    Variation variation;
    QList<FixtureFile> files;
};

// All that lies in a folder: names, kinds, modes, owners, contents; without following links.
[[nodiscard]] QMap<QString, QByteArray> snapshot(const QString &folder);
// Mode, owner and group, and what kind of thing it is.
[[nodiscard]] QByteArray ownership(const QString &path);

// Ways in which a file is not what a program may write to: @c make turns the regular file at a path into one.
struct Surprise
{
    const char *name;
    const char *words; // the refusal names the file, and says this
    std::function<bool(const ToolBench &bench, const QString &path, const FixtureFile &file)> make;
};
[[nodiscard]] QList<Surprise> surprises();

} // namespace homeport::testing
