// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/architecture/sourcetext.h"

#include <QList>

namespace homeport::architecture {

// Every rule takes one file (or all of them) and returns its findings, one line each; none: it holds.
// They work on text, with the project's own formatting in mind: good enough to catch a slip, no proof.

// layerrules.cpp
[[nodiscard]] QStringList layerViolations(const SourceFile &file); // #include against the rows of core/README.md
[[nodiscard]] QStringList linkViolations(const SourceFile &file);  // CMakeLists.txt against the same rows
[[nodiscard]] QStringList guiInCoreViolations(const SourceFile &file);
[[nodiscard]] QStringList httpServerViolations(const SourceFile &file); // only core/http names Qt's HTTP server

// coderules.cpp
[[nodiscard]] QStringList nestedLoopViolations(const SourceFile &file);
[[nodiscard]] QStringList singletonViolations(const SourceFile &file);
[[nodiscard]] QStringList globalStateViolations(const SourceFile &file);
[[nodiscard]] QStringList functionLengthViolations(const SourceFile &file);
[[nodiscard]] QStringList translationViolations(const SourceFile &file); // core speaks no human language

// A class name stands for one class: two in one program are undefined behaviour that few linkers report.
[[nodiscard]] QStringList sameNameViolations(const QList<SourceFile> &files);

// filerules.cpp
[[nodiscard]] QStringList fileLengthViolations(const SourceFile &file);
[[nodiscard]] QStringList licenceViolations(const SourceFile &file);
[[nodiscard]] QStringList machinePathViolations(const SourceFile &file);
[[nodiscard]] QStringList readmeViolations(const QList<SourceFile> &files);
// Each heading of resources/help/troubleshooting.md quotes a message, with ... for what differs: some source must say it.
[[nodiscard]] QStringList quotedMessageViolations(const QList<SourceFile> &files);

} // namespace homeport::architecture
