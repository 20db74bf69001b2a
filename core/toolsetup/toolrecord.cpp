// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolrecord.h"

#include "core/toolsetup/configfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int FormVersion = 1;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytes(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &one : value.toArray())
        list << one.toString();
    return list;
}

QJsonObject toJson(const WrittenKey &key)
{
    QJsonArray written;
    for (const QByteArray &digest : key.written)
        written.append(base64(digest));
    return {{u"path"_s, QJsonArray::fromStringList(key.path)},
            {u"written"_s, written},
            {u"secret"_s, key.secret},
            {u"with_table"_s, key.withTable},
            {u"existed"_s, key.undo.existed},
            {u"previous"_s, base64(key.undo.previous)},
            {u"known_depth"_s, key.undo.knownDepth},
            {u"lead"_s, base64(key.undo.lead)}};
}

WrittenKey keyOf(const QJsonValue &json)
{
    WrittenKey key;
    key.path = texts(json["path"_L1]);
    for (const QJsonValue &digest : json["written"_L1].toArray())
        key.written << bytes(digest);
    key.secret = json["secret"_L1].toBool();
    key.withTable = json["with_table"_L1].toBool();
    key.undo = {json["existed"_L1].toBool(), bytes(json["previous"_L1]), json["known_depth"_L1].toInt(), bytes(json["lead"_L1])};
    return key;
}

QJsonObject toJson(const WrittenFile &file)
{
    QJsonArray keys;
    for (const WrittenKey &key : file.keys)
        keys.append(toJson(key));
    return {{u"path"_s, file.path},
            {u"root"_s, file.root},
            {u"format"_s, static_cast<int>(file.format)},
            {u"created"_s, file.created},
            {u"mode"_s, static_cast<int>(file.mode)},
            {u"folders"_s, QJsonArray::fromStringList(file.folders)},
            {u"original"_s, base64(file.originalHash)},
            {u"backup"_s, file.backup},
            {u"written"_s, base64(file.writtenHash)},
            {u"keys"_s, keys}};
}

WrittenFile fileOf(const QJsonValue &json)
{
    WrittenFile file;
    file.path = json["path"_L1].toString();
    file.root = json["root"_L1].toString();
    file.format = static_cast<ConfigFormat>(json["format"_L1].toInt());
    file.created = json["created"_L1].toBool();
    file.mode = static_cast<unsigned>(json["mode"_L1].toInt());
    file.folders = texts(json["folders"_L1]);
    file.originalHash = bytes(json["original"_L1]);
    file.backup = json["backup"_L1].toString();
    file.writtenHash = bytes(json["written"_L1]);
    for (const QJsonValue &key : json["keys"_L1].toArray())
        file.keys << keyOf(key);
    return file;
}

QJsonObject toJson(const ToolRecord &record)
{
    QJsonArray files;
    for (const WrittenFile &file : record.files)
        files.append(toJson(file));
    return {{u"tool"_s, record.tool},
            {u"name"_s, record.name},
            {u"recipe_version"_s, record.recipeVersion},
            {u"base_url"_s, record.baseUrl},
            {u"model"_s, record.model},
            {u"key_id"_s, record.keyId},
            {u"key_seed"_s, base64(record.keySeed)},
            {u"configured_at"_s, record.configuredAt.toString(Qt::ISODateWithMs)},
            {u"pending"_s, record.pending},
            {u"files"_s, files}};
}

ToolRecord recordOf(const QJsonObject &json)
{
    ToolRecord record;
    record.tool = json["tool"_L1].toString();
    record.name = json["name"_L1].toString();
    record.recipeVersion = json["recipe_version"_L1].toInt();
    record.baseUrl = json["base_url"_L1].toString();
    record.model = json["model"_L1].toString();
    record.keyId = json["key_id"_L1].toInteger();
    record.keySeed = bytes(json["key_seed"_L1]);
    record.configuredAt = QDateTime::fromString(json["configured_at"_L1].toString(), Qt::ISODateWithMs);
    record.pending = json["pending"_L1].toBool();
    for (const QJsonValue &file : json["files"_L1].toArray())
        record.files << fileOf(file);
    return record;
}

} // namespace

QByteArray valueDigest(const QJsonValue &value)
{
    return QCryptographicHash::hash(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
}

Result<QMap<QString, ToolRecord>> ToolRecords::load() const
{
    QFile device(file());
    if (!device.exists())
        return QMap<QString, ToolRecord>();
    if (!device.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(file(), device.errorString())};
    const QJsonObject all = QJsonDocument::fromJson(device.readAll()).object();
    if (all["version"_L1].toInt() != FormVersion)
        return Error{Error::Code::Invalid,
                     u"%1 is damaged, or of a newer Homeport. The copies of tools' files lie in tool-backups beside it."_s.arg(file())};
    QMap<QString, ToolRecord> records;
    for (const QJsonValue &one : all["tools"_L1].toArray()) {
        const ToolRecord record = recordOf(one.toObject());
        records.insert(record.tool, record);
    }
    return records;
}

Result<void> ToolRecords::write(const QMap<QString, ToolRecord> &records) const
{
    QJsonArray tools;
    for (const ToolRecord &record : records)
        tools.append(toJson(record));
    return writeOwnFile(file(), QJsonDocument(QJsonObject{{u"version"_s, FormVersion}, {u"tools"_s, tools}}).toJson());
}

Result<void> ToolRecords::save(const ToolRecord &record)
{
    auto records = load();
    if (!records)
        return records.error();
    records->insert(record.tool, record);
    return write(*records);
}

Result<void> ToolRecords::forget(const QString &tool)
{
    auto records = load();
    if (!records)
        return records.error();
    records->remove(tool);
    return records->isEmpty() ? removeOwnFile(file()) : write(*records);
}

Result<QString> ToolRecords::keepCopy(const QString &name, const QByteArray &content)
{
    const QString folder = copiesFolder(m_stateDir);
    if (!QDir(folder).exists() && !QDir().mkdir(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return Error{Error::Code::Storage, u"The folder %1 can't be made."_s.arg(folder)};
    const QString path = folder + u'/' + name;
    const auto written = writeOwnFile(path, content);
    return written ? Result<QString>(path) : Result<QString>(written.error());
}

} // namespace homeport
