// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backupmanifest.h"

#include <openssl/crypto.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject filesOf(const BackupFacts &facts)
{
    QJsonObject files;
    for (auto file = facts.files.cbegin(); file != facts.files.cend(); ++file)
        files.insert(file.key(), QString::fromLatin1(file->toBase64()));
    return files;
}

QJsonArray partsOf(const BackupManifest &manifest)
{
    QJsonArray parts;
    for (const BackupManifest::Part &part : manifest.parts)
        parts.append(QJsonObject{{u"name"_s, part.name}, {u"bytes"_s, part.bytes}});
    return parts;
}

BackupFacts factsOf(const QJsonObject &json)
{
    QMap<QString, QByteArray> files;
    const QJsonObject packed = json["files"_L1].toObject();
    for (auto file = packed.begin(); file != packed.end(); ++file)
        files.insert(file.key(), QByteArray::fromBase64(file->toString().toLatin1()));
    return {QByteArray::fromHex(json["key_id"_L1].toString().toLatin1()),
            shareSecret(QByteArray::fromBase64(json["master_key"_L1].toString().toLatin1())),
            json["schema"_L1].toInt(),
            QDateTime::fromString(json["created_at"_L1].toString(), Qt::ISODateWithMs),
            json["homeport"_L1].toString(),
            files,
            {},
            json["ledger_schema"_L1].toInt()};
}

} // namespace

QByteArray packManifest(const BackupManifest &manifest)
{
    const BackupFacts &facts = manifest.facts;
    const QString key = facts.masterKey->reveal([](QByteArrayView bytes) { return QString::fromLatin1(bytes.toByteArray().toBase64()); });
    QJsonObject object{{u"created_at"_s, facts.createdAt.toUTC().toString(Qt::ISODateWithMs)},
                       {u"homeport"_s, facts.program},
                       {u"schema"_s, facts.schema},
                       {u"key_id"_s, QString::fromLatin1(facts.keyId.toHex())},
                       {u"master_key"_s, key},
                       {u"files"_s, filesOf(facts)}};
    if (!manifest.parts.empty()) {
        object.insert(u"database"_s, manifest.database);
        object.insert(u"parts"_s, partsOf(manifest));
        object.insert(u"ledger_schema"_s, facts.ledgerSchema);
    }
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(json.size()), length.data());
    return length + json;
}

Result<BackupManifest> unpackManifest(QByteArrayView json)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).object();
    BackupManifest manifest{factsOf(object)};
    const QJsonArray parts = object["parts"_L1].toArray();
    if (parts.isEmpty())
        return manifest;
    manifest.database = object["database"_L1].toInteger(-1);
    bool isGood = manifest.database >= 0;
    for (const QJsonValue &part : parts) {
        manifest.parts.push_back({part["name"_L1].toString(), part["bytes"_L1].toInteger(-1)});
        isGood = isGood && manifest.parts.back().bytes >= 0;
    }
    return isGood ? Result<BackupManifest>(manifest)
                  : Result<BackupManifest>(Error{Error::Code::Invalid, u"The parts of the backup have no size."_s});
}

void cleanse(QByteArray &bytes)
{
    OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

} // namespace homeport
