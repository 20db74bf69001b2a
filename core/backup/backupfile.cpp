// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backupfile.h"

#include "core/backup/backupmanifest.h"
#include "core/backup/sealedstream.h"
#include "core/backup/temporaryfile.h"
#include "core/base/random.h"
#include "core/vault/privatefile.h"

#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#endif

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 PieceSize = 256 * 1024;
constexpr qsizetype MaxFiles = 1024 * 1024; // base64 takes a third more

Error storage(const QString &path, const QString &why)
{
    return {Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
}

// A link fails where a name is taken, a rename does not; not every file system has links.
Result<void> putInPlace(const QString &from, const QString &target, bool replace)
{
#ifdef Q_OS_UNIX
    if (!replace) {
        if (::link(QFile::encodeName(from).constData(), QFile::encodeName(target).constData()) == 0) {
            QFile::remove(from);
            return syncFolder(QFileInfo(target).absolutePath());
        }
        if (errno == EEXIST)
            return Error{Error::Code::Conflict, u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(target)};
    }
#endif
    if (!replace && QFile::exists(target))
        return Error{Error::Code::Conflict, u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(target)};
    return replacePrivateFile(from, target);
}

// What is sealed: the database, and then the parts. Each has the size it had when it was opened.
struct Source
{
    std::unique_ptr<QFile> file;
    qint64 bytes = 0;
};

Result<std::vector<Source>> openSources(const QString &databaseCopy, const QList<BackupPart> &parts)
{
    QStringList paths{databaseCopy};
    for (const BackupPart &part : parts)
        paths << part.path;
    std::vector<Source> sources;
    for (const QString &path : std::as_const(paths)) {
        auto file = std::make_unique<QFile>(path);
        if (!file->open(QIODevice::ReadOnly))
            return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file->errorString())};
        const qint64 bytes = file->size();
        sources.push_back({std::move(file), bytes});
    }
    return sources;
}

BackupManifest manifestOf(const BackupFacts &facts, const std::vector<Source> &sources)
{
    BackupManifest manifest{facts};
    manifest.database = sources.front().bytes;
    for (qsizetype i = 0; i < facts.parts.size(); ++i)
        manifest.parts.push_back({facts.parts.at(i).name, sources.at(static_cast<std::size_t>(i) + 1).bytes});
    return manifest;
}

Result<void> sealAll(SealedStreamWriter &stream, const std::vector<Source> &sources, const BackupProgress &progress)
{
    const Error cancelled{Error::Code::Cancelled, u"Cancelled; nothing was changed."_s};
    qint64 total = 0;
    for (const Source &source : sources)
        total += source.bytes;
    qint64 done = 0;
    for (const Source &source : sources) {
        for (qint64 left = source.bytes; left > 0;) {
            if (progress && !progress(done, total))
                return cancelled;
            const QByteArray piece = source.file->read(std::min(PieceSize, left));
            if (piece.isEmpty())
                return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(source.file->fileName(), source.file->errorString())};
            if (const auto written = stream.write(piece); !written)
                return written;
            left -= piece.size();
            done += piece.size();
        }
    }
    return progress && !progress(total, total) ? Result<void>(cancelled) : stream.finish();
}

Result<void> sealInto(QFile &out, const std::vector<Source> &sources, const BackupFacts &facts, const Secret &passphrase,
                      const ScryptCost &cost, const BackupProgress &progress)
{
    using Content = SealedStreamWriter::Content;
    auto stream = SealedStreamWriter::begin(out, passphrase, cost, facts.parts.isEmpty() ? Content::Database : Content::DatabaseAndParts);
    if (!stream)
        return stream.error();
    QByteArray manifest = packManifest(manifestOf(facts, sources));
    const auto written = stream->write(manifest);
    cleanse(manifest);
    return written ? sealAll(*stream, sources, progress) : written;
}

} // namespace

Result<void> writeBackup(const QString &target, bool replace, const QString &databaseCopy, const BackupFacts &facts,
                         const Secret &passphrase, const ScryptCost &cost, const BackupProgress &progress)
{
    qsizetype along = 0;
    for (const QByteArray &file : facts.files)
        along += file.size();
    if (along > MaxFiles)
        return Error{Error::Code::Invalid, u"The files that go along are larger than one megabyte."_s};
    const QFileInfo info(target);
    if (info.isDir() || (info.exists() && !replace))
        return Error{Error::Code::Conflict, info.isDir()
                                                ? u"%1 is a folder: name a file in it."_s.arg(target)
                                                : u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(target)};
    const auto sources = openSources(databaseCopy, facts.parts);
    if (!sources)
        return sources.error();
    TemporaryFile temporary(u"%1.%2.part"_s.arg(target, QString::fromLatin1(randomBytes(4).toHex())));
    QFile &out = temporary.file();
    if (!temporary.create())
        return storage(target, out.errorString());
    if (const auto sealed = sealInto(out, *sources, facts, passphrase, cost, progress); !sealed)
        return sealed.error().code == Error::Code::Storage ? storage(target, sealed.error().detail) : sealed.error();
    if (!temporary.sync())
        return storage(target, out.errorString());
    out.close();
    const auto placed = putInPlace(out.fileName(), target, replace);
    if (placed)
        temporary.keep();
    return placed;
}

} // namespace homeport
