// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backup/backupfile.h"

#include <vector>

namespace homeport {

// What stands at the head of the sealed stream: four bytes of length, then JSON.
struct BackupManifest
{
    struct Part
    {
        QString name;
        qint64 bytes = 0;
    };

    BackupFacts facts;            // without parts
    qint64 database = -1;         // bytes; -1: all that is left, as before there were parts
    std::vector<Part> parts = {}; // behind it, in this order
};

inline constexpr qsizetype MaxManifest = 2 * 1024 * 1024;

// The caller clears it: the master key stands in it.
[[nodiscard]] QByteArray packManifest(const BackupManifest &manifest);
// Of the JSON alone. Invalid: it contradicts itself.
[[nodiscard]] Result<BackupManifest> unpackManifest(QByteArrayView json);
void cleanse(QByteArray &bytes);

} // namespace homeport
