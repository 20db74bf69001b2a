// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backupfile.h"

#include "core/backup/sealedstream.h"
#include "core/base/random.h"
#include "core/vault/privatefile.h"

#include <openssl/crypto.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <unistd.h>

#include <cerrno>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 PieceSize = 256 * 1024;
constexpr qsizetype MaxManifest = 64 * 1024;
constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Error storage(const QString &path, const QString &why)
{
    return {Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
}

Error cancelled()
{
    return {Error::Code::Cancelled, u"Cancelled; nothing was changed."_s};
}

Error damaged(const QString &path)
{
    return {Error::Code::Invalid, u"%1 is damaged: use another copy of the backup; nothing was changed."_s.arg(path)};
}

// Four bytes of length, then JSON.
QByteArray manifestOf(const BackupFacts &facts)
{
    const QString key = facts.masterKey->reveal([](QByteArrayView bytes) { return QString::fromLatin1(bytes.toByteArray().toBase64()); });
    const QByteArray json = QJsonDocument(QJsonObject{{u"created_at"_s, facts.createdAt.toUTC().toString(Qt::ISODateWithMs)},
                                                      {u"homeport"_s, facts.program},
                                                      {u"schema"_s, facts.schema},
                                                      {u"key_id"_s, QString::fromLatin1(facts.keyId.toHex())},
                                                      {u"master_key"_s, key}})
                                .toJson(QJsonDocument::Compact);
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(json.size()), length.data());
    return length + json;
}

BackupFacts factsOf(const QJsonObject &manifest)
{
    return {QByteArray::fromHex(manifest["key_id"_L1].toString().toLatin1()),
            shareSecret(QByteArray::fromBase64(manifest["master_key"_L1].toString().toLatin1())), manifest["schema"_L1].toInt(),
            QDateTime::fromString(manifest["created_at"_L1].toString(), Qt::ISODateWithMs), manifest["homeport"_L1].toString()};
}

bool syncFile(QFile &file)
{
#ifdef Q_OS_UNIX
    return file.flush() && ::fsync(file.handle()) == 0;
#else
    return file.flush();
#endif
}

// Removes the file unless it was kept.
class TemporaryFile final
{
public:
    explicit TemporaryFile(const QString &path) : m_file(path) {}
    ~TemporaryFile()
    {
        if (!m_kept)
            m_file.remove();
    }
    Q_DISABLE_COPY_MOVE(TemporaryFile)

    [[nodiscard]] bool create() { return m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, OwnerOnly); }
    [[nodiscard]] QFile &file() { return m_file; }
    void keep() { m_kept = true; }

private:
    QFile m_file;
    bool m_kept = false;
};

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

Result<void> sealInto(QFile &out, QFile &database, const BackupFacts &facts, const Secret &passphrase, const ScryptCost &cost,
                      const BackupProgress &progress)
{
    auto stream = SealedStreamWriter::begin(out, passphrase, cost);
    if (!stream)
        return stream.error();
    QByteArray manifest = manifestOf(facts);
    if (const auto written = stream->write(manifest); !written)
        return written;
    OPENSSL_cleanse(manifest.data(), static_cast<std::size_t>(manifest.size()));
    const qint64 total = database.size();
    for (qint64 done = 0; done < total;) {
        if (progress && !progress(done, total))
            return cancelled();
        const QByteArray piece = database.read(PieceSize);
        if (piece.isEmpty())
            return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(database.fileName(), database.errorString())};
        if (const auto written = stream->write(piece); !written)
            return written;
        done += piece.size();
    }
    if (progress && !progress(total, total))
        return cancelled();
    return stream->finish();
}

// The manifest lies in the first chunk: it is far smaller.
Result<BackupFacts> unpack(SealedStreamReader &stream, const QFile &in, QFile &database, int newestSchema, const BackupProgress &progress)
{
    BackupFacts facts;
    for (bool first = true; !stream.atEnd(); first = false) {
        if (progress && !progress(in.pos(), in.size()))
            return cancelled();
        const auto chunk = stream.next();
        if (!chunk)
            return chunk.error();
        const auto taken = chunk->reveal([&](QByteArrayView bytes) -> Result<void> {
            if (first) {
                const qsizetype size = bytes.size() < 4 ? MaxManifest : static_cast<qsizetype>(qFromBigEndian<quint32>(bytes.data()));
                if (size >= MaxManifest || size > bytes.size() - 4)
                    return damaged(in.fileName());
                facts = factsOf(QJsonDocument::fromJson(bytes.sliced(4, size).toByteArray()).object());
                bytes = bytes.sliced(4 + size);
                if (facts.schema > newestSchema)
                    return Error{Error::Code::Invalid, u"%1 was made by a newer Homeport (%2): update Homeport; nothing was changed."_s.arg(
                                                           in.fileName(), facts.program)};
            }
            if (database.write(bytes.data(), bytes.size()) != bytes.size())
                return storage(database.fileName(), database.errorString());
            return {};
        });
        if (!taken)
            return taken.error();
    }
    return facts;
}

} // namespace

Result<void> writeBackup(const QString &target, bool replace, const QString &databaseCopy, const BackupFacts &facts,
                         const Secret &passphrase, const ScryptCost &cost, const BackupProgress &progress)
{
    const QFileInfo info(target);
    if (info.isDir() || (info.exists() && !replace))
        return Error{Error::Code::Conflict, info.isDir()
                                                ? u"%1 is a folder: name a file in it."_s.arg(target)
                                                : u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(target)};
    QFile database(databaseCopy);
    if (!database.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(databaseCopy, database.errorString())};
    TemporaryFile temporary(u"%1.%2.part"_s.arg(target, QString::fromLatin1(randomBytes(4).toHex())));
    QFile &out = temporary.file();
    if (!temporary.create())
        return storage(target, out.errorString());
    if (const auto sealed = sealInto(out, database, facts, passphrase, cost, progress); !sealed)
        return sealed.error().code == Error::Code::Storage ? storage(target, sealed.error().detail) : sealed.error();
    if (!syncFile(out))
        return storage(target, out.errorString());
    out.close();
    const auto placed = putInPlace(out.fileName(), target, replace);
    if (placed)
        temporary.keep();
    return placed;
}

Result<BackupFacts> readBackup(const QString &file, const Secret &passphrase, const QString &databaseTarget, int newestSchema,
                               const BackupProgress &progress)
{
    QFile in(file);
    if (!in.exists())
        return Error{Error::Code::NotFound, u"There is no file %1."_s.arg(file)};
    if (!QFileInfo(file).isFile() || !in.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(file, in.errorString())};
    auto stream = SealedStreamReader::begin(in, file, passphrase);
    if (!stream)
        return stream.error();
    TemporaryFile target(databaseTarget);
    if (!target.create())
        return storage(databaseTarget, target.file().errorString());
    const auto facts = unpack(*stream, in, target.file(), newestSchema, progress);
    if (!facts)
        return facts;
    if (!syncFile(target.file()))
        return storage(databaseTarget, target.file().errorString());
    target.keep();
    return facts;
}

} // namespace homeport
