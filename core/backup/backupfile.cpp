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

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 PieceSize = 256 * 1024;
constexpr qsizetype MaxManifest = 2 * 1024 * 1024;
constexpr qsizetype MaxFiles = 1024 * 1024; // base64 takes a third more
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

QJsonObject filesOf(const BackupFacts &facts)
{
    QJsonObject files;
    for (auto file = facts.files.cbegin(); file != facts.files.cend(); ++file)
        files.insert(file.key(), QString::fromLatin1(file->toBase64()));
    return files;
}

// Four bytes of length, then JSON.
QByteArray manifestOf(const BackupFacts &facts)
{
    const QString key = facts.masterKey->reveal([](QByteArrayView bytes) { return QString::fromLatin1(bytes.toByteArray().toBase64()); });
    const QByteArray json = QJsonDocument(QJsonObject{{u"created_at"_s, facts.createdAt.toUTC().toString(Qt::ISODateWithMs)},
                                                      {u"homeport"_s, facts.program},
                                                      {u"schema"_s, facts.schema},
                                                      {u"key_id"_s, QString::fromLatin1(facts.keyId.toHex())},
                                                      {u"master_key"_s, key},
                                                      {u"files"_s, filesOf(facts)}})
                                .toJson(QJsonDocument::Compact);
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(json.size()), length.data());
    return length + json;
}

BackupFacts factsOf(const QJsonObject &manifest)
{
    QMap<QString, QByteArray> files;
    const QJsonObject packed = manifest["files"_L1].toObject();
    for (auto file = packed.begin(); file != packed.end(); ++file)
        files.insert(file.key(), QByteArray::fromBase64(file->toString().toLatin1()));
    return {QByteArray::fromHex(manifest["key_id"_L1].toString().toLatin1()),
            shareSecret(QByteArray::fromBase64(manifest["master_key"_L1].toString().toLatin1())),
            manifest["schema"_L1].toInt(),
            QDateTime::fromString(manifest["created_at"_L1].toString(), Qt::ISODateWithMs),
            manifest["homeport"_L1].toString(),
            files};
}

void cleanse(QByteArray &bytes)
{
    OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
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
    cleanse(manifest);
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

// Takes the stream apart as it comes: the manifest, over as many chunks as it has, then the database.
class Unpacker final
{
public:
    Unpacker(const QString &name, QFile &database, int newestSchema) : m_name(name), m_database(database), m_newestSchema(newestSchema) {}
    ~Unpacker() { cleanse(m_manifest); }
    Q_DISABLE_COPY_MOVE(Unpacker)

    [[nodiscard]] Result<void> take(QByteArrayView bytes)
    {
        if (m_facts)
            return write(bytes);
        QByteArray grown; // by hand: growing in place would leave copies of the master key behind
        grown.reserve(m_manifest.size() + bytes.size());
        grown.append(m_manifest).append(bytes);
        cleanse(m_manifest);
        m_manifest.swap(grown);
        const qsizetype size = m_manifest.size() < 4 ? MaxManifest
                                                     : static_cast<qsizetype>(qFromBigEndian<quint32>(m_manifest.constData()));
        if (size >= MaxManifest)
            return damaged(m_name);
        if (size > m_manifest.size() - 4)
            return {};
        m_facts = factsOf(QJsonDocument::fromJson(QByteArray::fromRawData(m_manifest.constData() + 4, size)).object());
        if (m_facts->schema > m_newestSchema)
            return Error{Error::Code::Invalid,
                         u"%1 was made by a newer Homeport (%2): update Homeport; nothing was changed."_s.arg(m_name, m_facts->program)};
        return write(QByteArrayView(m_manifest).sliced(4 + size));
    }
    [[nodiscard]] Result<BackupFacts> facts() const
    {
        return m_facts ? Result<BackupFacts>(*m_facts) : Result<BackupFacts>(damaged(m_name));
    }

private:
    [[nodiscard]] Result<void> write(QByteArrayView bytes)
    {
        if (m_database.write(bytes.data(), bytes.size()) != bytes.size())
            return storage(m_database.fileName(), m_database.errorString());
        return {};
    }

    QString m_name;
    QFile &m_database;
    int m_newestSchema;
    QByteArray m_manifest;
    std::optional<BackupFacts> m_facts;
};

Result<BackupFacts> unpack(SealedStreamReader &stream, const QFile &in, QFile &database, int newestSchema, const BackupProgress &progress)
{
    Unpacker unpacker(in.fileName(), database, newestSchema);
    while (!stream.atEnd()) {
        if (progress && !progress(in.pos(), in.size()))
            return cancelled();
        const auto chunk = stream.next();
        if (!chunk)
            return chunk.error();
        if (const auto taken = chunk->reveal([&unpacker](QByteArrayView bytes) { return unpacker.take(bytes); }); !taken)
            return taken.error();
    }
    return unpacker.facts();
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
