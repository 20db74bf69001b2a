// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// readBackup().
#include "core/backup/backupfile.h"
#include "core/backup/backupmanifest.h"
#include "core/backup/sealedstream.h"
#include "core/backup/temporaryfile.h"

#include <QFileInfo>
#include <QtEndian>

#include <memory>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error storage(const QString &path, const QString &why)
{
    return {Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, why)};
}

Error damaged(const QString &path)
{
    return {Error::Code::Invalid, u"%1 is damaged: use another copy of the backup; nothing was changed."_s.arg(path)};
}

// A file that is being unpacked, or one that nobody wants.
struct Target
{
    std::unique_ptr<TemporaryFile> file; // null: passed over
    qint64 left = -1;                    // bytes that are still to come; -1: all there are
};

// Takes the stream apart as it comes: the manifest, over as many chunks as it has, then the database, then the parts.
class Unpacker final
{
public:
    Unpacker(const QString &name, const BackupPlaces &places, int newestSchema)
        : m_name(name), m_places(places), m_newestSchema(newestSchema)
    {
    }
    ~Unpacker() { cleanse(m_manifest); }
    Q_DISABLE_COPY_MOVE(Unpacker)

    // Makes the database's file: what stands in the way is told before any work.
    [[nodiscard]] Result<void> begin(const QString &database)
    {
        const auto target = make(database);
        return target ? Result<void>() : Result<void>(target.error());
    }

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
        if (const auto read = readManifest(QByteArrayView(m_manifest).sliced(4, size)); !read)
            return read;
        return write(QByteArrayView(m_manifest).sliced(4 + size));
    }

    // At the stream's end: everything has come, and is on the disk.
    [[nodiscard]] Result<BackupFacts> finish()
    {
        if (!m_facts || m_current + 1 < m_targets.size() || m_targets.back().left > 0)
            return damaged(m_name);
        for (const Target &target : m_targets) {
            if (target.file && !target.file->sync())
                return storage(target.file->file().fileName(), target.file->file().errorString());
        }
        for (const Target &target : m_targets) {
            if (target.file)
                target.file->keep();
        }
        return *m_facts;
    }

private:
    [[nodiscard]] Result<void> make(const QString &path)
    {
        Target target{std::make_unique<TemporaryFile>(path)};
        if (!target.file->create())
            return storage(path, target.file->file().errorString());
        m_targets.push_back(std::move(target));
        return {};
    }

    [[nodiscard]] Result<void> readManifest(QByteArrayView json)
    {
        const auto manifest = unpackManifest(json);
        if (!manifest)
            return damaged(m_name);
        if (manifest->facts.schema > m_newestSchema)
            return Error{Error::Code::Invalid, u"%1 was made by a newer Homeport (%2): update Homeport; nothing was changed."_s.arg(
                                                   m_name, manifest->facts.program)};
        m_facts = manifest->facts;
        m_targets.back().left = manifest->database;
        for (const BackupManifest::Part &part : manifest->parts) {
            const QString place = m_places.value(part.name);
            if (place.isEmpty())
                m_targets.push_back({nullptr, part.bytes});
            else if (const auto made = make(place); !made)
                return made;
            else
                m_facts->parts << BackupPart{part.name, place};
            m_targets.back().left = part.bytes;
        }
        return {};
    }

    [[nodiscard]] Result<void> write(QByteArrayView bytes)
    {
        while (!bytes.isEmpty() || (m_targets[m_current].left == 0 && m_current + 1 < m_targets.size())) {
            Target &target = m_targets[m_current];
            if (target.left == 0) {
                if (m_current + 1 == m_targets.size())
                    return damaged(m_name); // more than all
                ++m_current;
                continue;
            }
            const QByteArrayView piece = target.left < 0 ? bytes : bytes.first(std::min<qsizetype>(bytes.size(), target.left));
            if (target.file && target.file->file().write(piece.data(), piece.size()) != piece.size())
                return storage(target.file->file().fileName(), target.file->file().errorString());
            if (target.left > 0)
                target.left -= piece.size();
            bytes = bytes.sliced(piece.size());
        }
        return {};
    }

    QString m_name;
    BackupPlaces m_places;
    int m_newestSchema;
    QByteArray m_manifest;
    std::optional<BackupFacts> m_facts;
    std::vector<Target> m_targets; // the database's first
    std::size_t m_current = 0;
};

} // namespace

Result<BackupFacts> readBackup(const QString &file, const Secret &passphrase, const QString &databaseTarget, int newestSchema,
                               const BackupProgress &progress, const BackupPlaces &places)
{
    QFile in(file);
    if (!in.exists())
        return Error{Error::Code::NotFound, u"There is no file %1."_s.arg(file)};
    if (!QFileInfo(file).isFile() || !in.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(file, in.errorString())};
    auto stream = SealedStreamReader::begin(in, file, passphrase);
    if (!stream)
        return stream.error();
    Unpacker unpacker(file, places, newestSchema);
    if (const auto begun = unpacker.begin(databaseTarget); !begun)
        return begun.error();
    while (!stream->atEnd()) {
        if (progress && !progress(in.pos(), in.size()))
            return Error{Error::Code::Cancelled, u"Cancelled; nothing was changed."_s};
        const auto chunk = stream->next();
        if (!chunk)
            return chunk.error();
        if (const auto taken = chunk->reveal([&unpacker](QByteArrayView bytes) { return unpacker.take(bytes); }); !taken)
            return taken.error();
    }
    return unpacker.finish();
}

} // namespace homeport
