// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingskeeper.h"

#include "app/inifile.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString keyOf(const QString &name)
{
    return u"settings/"_s + name;
}

// A value with a comma is a list to QSettings.
QString textOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s) : value.toString();
}

Error unknown(const QString &name)
{
    QStringList names;
    for (const SettingSpec &spec : settingSpecs())
        names << spec.name;
    return {Error::Code::NotFound, u"There is no setting \"%1\"; there are %2."_s.arg(name, names.join(u", "_s))};
}

} // namespace

StoredSettings readSettings(const QString &file)
{
    StoredSettings stored;
    if (!QFileInfo::exists(file))
        return stored;
    if (!isReadableIni(file)) {
        stored.problems << SettingProblem{{},
                                          u"%1 can't be read, so the usual settings are used: mend or remove it, then start Homeport "
                                          "again."_s.arg(file)};
        return stored;
    }
    const QSettings ini(file, QSettings::IniFormat);
    const Settings usual;
    for (const SettingSpec &spec : settingSpecs()) {
        if (!ini.contains(keyOf(spec.name)))
            continue;
        const auto set = setSetting(stored.settings, spec, textOf(ini.value(keyOf(spec.name))));
        if (!set)
            stored.problems << SettingProblem{
                spec.name, u"settings.ini: %1 The usual value is used: %2."_s.arg(set.error().detail, settingText(usual, spec))};
    }
    return stored;
}

ListenPlace listenPlace(const Settings &settings)
{
    return {static_cast<quint16>(settings.port), settings.ipv6, settings.secondAddress};
}

HttpLimits httpLimits(const Settings &settings)
{
    HttpLimits limits;
    limits.connections = settings.maxConnections;
    limits.headerBytes = qsizetype(settings.maxHeadKib) * 1024;
    limits.bodyBytes = qsizetype(settings.maxBodyMib) * 1024 * 1024;
    limits.headTimeout = std::chrono::seconds(settings.headTimeout);
    limits.bodyTimeout = std::chrono::seconds(settings.bodyTimeout);
    limits.idleTimeout = std::chrono::seconds(settings.idleTimeout);
    return limits;
}

TransferTimeouts transferTimeouts(const Settings &settings)
{
    return {std::chrono::seconds(settings.connectTimeout), std::chrono::seconds(settings.answerTimeout),
            std::chrono::seconds(settings.streamTimeout)};
}

SettingsKeeper::SettingsKeeper(const QString &file, SettingOverrides overrides, QObject *parent)
    : QObject(parent), m_file(file), m_overrides(std::move(overrides)), m_stored(readSettings(file))
{
    for (const SettingProblem &problem : std::as_const(m_stored.problems))
        qCWarning(lcApp).noquote() << problem.detail;
}

Settings SettingsKeeper::effective(Settings settings) const
{
    if (m_overrides.port)
        settings.port = *m_overrides.port;
    if (!m_overrides.logLevel.isEmpty())
        settings.logLevel = m_overrides.logLevel;
    return settings;
}

Settings SettingsKeeper::settings() const
{
    return effective(m_stored.settings);
}

QString SettingsKeeper::setBy(const QString &name) const
{
    if (name == "port"_L1 && m_overrides.port)
        return u"--port"_s;
    return name == "log-level"_L1 && !m_overrides.logLevel.isEmpty() ? u"--log-level"_s : QString();
}

QFuture<Result<void>> SettingsKeeper::change(const std::map<QString, QString> &texts)
{
    Settings wanted = m_stored.settings;
    Edits edits;
    for (const auto &[name, text] : texts) {
        const SettingSpec *spec = settingSpec(name);
        if (!spec)
            return readyResult<void>(unknown(name));
        if (const auto set = setSetting(wanted, *spec, text); !set)
            return readyResult<void>(set.error());
        edits.insert_or_assign(name, settingText(wanted, *spec));
    }
    return adopt(wanted, edits);
}

QFuture<Result<void>> SettingsKeeper::reset(const QString &name)
{
    if (!name.isEmpty() && !settingSpec(name))
        return readyResult<void>(unknown(name));
    Settings wanted = m_stored.settings;
    const Settings usual;
    Edits edits;
    for (const SettingSpec &spec : settingSpecs()) {
        if (!name.isEmpty() && spec.name != name)
            continue;
        std::visit([&](auto field) { wanted.*field = usual.*field; }, spec.field);
        edits.insert_or_assign(spec.name, std::nullopt);
    }
    return adopt(wanted, edits);
}

// The relay goes first: a port that is taken is found out before anything is written down.
QFuture<Result<void>> SettingsKeeper::adopt(const Settings &wanted, const Edits &edits)
{
    const ListenPlace place = listenPlace(effective(wanted));
    const ListenPlace former = listenPlace(settings());
    auto promise = startedPromise<void>();
    const auto finish = [this, promise, edits](const Result<void> &moved) {
        const Result<void> done = moved ? write(edits) : moved;
        if (done)
            Q_EMIT changed();
        complete(promise, done);
        return done.has_value();
    };
    if (place == former || !m_move) {
        finish({});
        return promise->future();
    }
    onResult(m_move(place), this, [this, finish, former](const Result<void> &moved) {
        if (!finish(moved) && moved) // nothing is half done
            onResult(m_move(former), this, [](const Result<void> &) {});
    });
    return promise->future();
}

Result<void> SettingsKeeper::write(const Edits &edits)
{
    if (!isReadableIni(m_file)) // it would be written anew, without what could not be read
        return Error{Error::Code::Storage, u"%1 can't be read: mend or remove it, then try again."_s.arg(m_file)};
    QSettings ini(m_file, QSettings::IniFormat);
    for (const auto &[name, text] : edits) {
        if (text)
            ini.setValue(keyOf(name), *text);
        else
            ini.remove(keyOf(name));
    }
    ini.sync();
    if (ini.status() != QSettings::NoError)
        return Error{Error::Code::Storage, u"%1 can't be written: check its permissions and the free space."_s.arg(m_file)};
    QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    m_stored = readSettings(m_file);
    return {};
}

} // namespace homeport
