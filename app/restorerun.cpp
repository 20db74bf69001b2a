// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restorerun.h"

#include "app/restorejob.h"
#include "app/runner.h"
#include "app/staterestore.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

int complain(const Error &error)
{
    std::fprintf(stderr, "homeport: %s\n", error.detail.toLocal8Bit().constData());
    return Runner::CouldNotStart;
}

int putInPlace(const StateFolder &folder, const RestoreJob::Prepared &prepared)
{
    const auto aside = finishRestore(folder);
    if (!aside)
        return complain(aside.error());
    const QByteArray line = QJsonDocument(QJsonObject{{u"event"_s, u"restored"_s},
                                                      {u"made_at"_s, prepared.madeAt.toUTC().toString(Qt::ISODateWithMs)},
                                                      {u"state_dir"_s, folder.path()},
                                                      {u"former_state"_s, *aside}})
                                .toJson(QJsonDocument::Compact);
    return std::puts(line.constData()) < 0 ? Runner::CouldNotStart : Runner::Done;
}

} // namespace

int runRestore(int &argc, char **argv, Launch launch)
{
    QCoreApplication application(argc, argv); // no window; the keychain needs its event loop
    const Options &options = launch.options;
    RestoreJob job(*launch.folder, {options.restoreFile, launch.backupPassphrase, *options.vault, launch.passphrase, {}});
    QObject::connect(&job, &RestoreJob::finished, &application, [&launch](const Result<RestoreJob::Prepared> &prepared) {
        QCoreApplication::exit(prepared ? putInPlace(*launch.folder, *prepared) : complain(prepared.error()));
    });
    QMetaObject::invokeMethod(&job, &RestoreJob::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace homeport
