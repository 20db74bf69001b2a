// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

// A resource of a static library must be asked for, from outside any namespace.
static void initMigrationResource()
{
    Q_INIT_RESOURCE(migrations);
    Q_INIT_RESOURCE(ledgermigrations);
    Q_INIT_RESOURCE(contentsmigrations);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString folderOf(MigrationSet set)
{
    switch (set) {
    case MigrationSet::Ledger:
        return u":/ledgermigrations"_s;
    case MigrationSet::Contents:
        return u":/contentsmigrations"_s;
    case MigrationSet::Main:
        break;
    }
    return u":/migrations"_s;
}

} // namespace

Result<std::vector<Migration>> bundledMigrations(MigrationSet set)
{
    initMigrationResource();
    static const QRegularExpression pattern(u"^(\\d{4})_([a-z_]+)\\.sql$"_s);
    std::vector<Migration> migrations;
    const QDir folder(folderOf(set));
    const QStringList names = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto match = pattern.match(name);
        QFile file(folder.filePath(name));
        if (!match.hasMatch() || !file.open(QIODevice::ReadOnly))
            return Error{Error::Code::Internal, u"The bundled migration %1 can't be read."_s.arg(name)};
        const Migration migration{match.captured(1).toInt(), match.captured(2), file.readAll()};
        if (migration.version != static_cast<int>(migrations.size()) + 1)
            return Error{Error::Code::Internal, u"The bundled migrations have a gap before %1."_s.arg(name)};
        migrations.push_back(migration);
    }
    if (migrations.empty())
        return Error{Error::Code::Internal, u"No migrations are bundled."_s};
    return migrations;
}

} // namespace homeport
