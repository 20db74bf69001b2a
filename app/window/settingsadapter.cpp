// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsadapter.h"

#include "app/backend.h"
#include "core/relay/relayhost.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SettingsAdapter::SettingsAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.settings(), &SettingsKeeper::changed, this, &SettingsService::changed);
    connect(&backend.relay(), &RelayHost::stateChanged, this, &SettingsService::changed);
}

Settings SettingsAdapter::settings() const
{
    return m_backend.settings().settings();
}

QString SettingsAdapter::setBy(const QString &name) const
{
    return m_backend.settings().setBy(name);
}

QStringList SettingsAdapter::problems() const
{
    QStringList sentences;
    for (const SettingProblem &problem : m_backend.settings().problems())
        sentences << problem.detail;
    return sentences;
}

QStringList SettingsAdapter::addresses() const
{
    const RelayHost &relay = m_backend.relay();
    if (relay.state() != RelayHost::State::Listening)
        return {};
    QStringList addresses{relay.baseUrl()};
    const Settings settings = m_backend.settings().settings();
    if (!settings.secondAddress.isEmpty())
        addresses << u"http://%1:%2"_s.arg(settings.secondAddress).arg(relay.port());
    return addresses;
}

QFuture<Result<void>> SettingsAdapter::change(const std::map<QString, QString> &texts)
{
    return m_backend.settings().change(texts);
}

QFuture<Result<void>> SettingsAdapter::resetAll()
{
    return m_backend.settings().reset({});
}

} // namespace homeport
