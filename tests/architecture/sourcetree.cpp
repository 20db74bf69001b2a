// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/sourcetree.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::architecture {

namespace {

bool isForeign(const QString &name)
{
    return name == u".git" || name == u".cache" || name == u"node_modules" || name == u"__pycache__" || name.startsWith(u"build");
}

void readFolder(const QDir &root, const QString &folder, QList<SourceFile> &files)
{
    const QDir dir(root.filePath(folder));
    const auto entries = dir.entryInfoList(QDir::Dirs | QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const QString path = folder.isEmpty() ? entry.fileName() : folder + u'/' + entry.fileName();
        if (entry.isDir()) {
            if (!isForeign(entry.fileName()))
                readFolder(root, path, files);
            continue;
        }
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (!bytes.contains('\0'))
            files.append({path, QString::fromUtf8(bytes)});
    }
}

} // namespace

QList<SourceFile> readSourceTree(const QString &root)
{
    QList<SourceFile> files;
    readFolder(QDir(root), {}, files);
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace homeport::architecture
