// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/clientfilereader.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxSize = 64 * 1024; // the real ones have half a kilobyte

} // namespace

Result<ClientFile> readClientFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Code::NotFound, u"There is no file %1: choose it again."_s.arg(path)};
    if (!info.isFile() || info.size() > MaxSize)
        return Error{Error::Code::Invalid,
                     u"%1 is no client_secret_*.json: choose the file that the console offered for download."_s.arg(info.fileName())};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Invalid, u"%1 can't be read: check its permissions."_s.arg(info.fileName())};
    QByteArray content = file.read(MaxSize);
    auto client = parseClientFile(content);
    content.fill('\0');
    return client;
}

} // namespace homeport
