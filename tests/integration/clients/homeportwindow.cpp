// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/clients/homeportwindow.h"

#include "app/snapshotpublisher.h"
#include "app/startup.h"
#include "core/accounts/accountstore.h"
#include "tests/support/await.h"

#include <QApplication>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

HomeportWindow::HomeportWindow(ToolPlaces places, QString helper) : m_places(std::move(places)), m_helper(std::move(helper)) {}

HomeportWindow::~HomeportWindow()
{
    window.reset(); // before the services it uses; these go before the backend by themselves
}

bool HomeportWindow::start()
{
    if (!provider.start() || !startBackend())
        return false;
    openWindow();
    return QTest::qWaitForWindowActive(window.get());
}

bool HomeportWindow::startBackend()
{
    auto folder = StateFolder::prepare(m_folder.filePath(u"state"_s));
    if (!folder)
        return false;
    BackendConfig config(*folder);
    config.overrides.port = 0;
    config.vault = VaultChoice{VaultChoice::Kind::KeyFile, m_folder.filePath(u"key"_s)};
    config.profiles = {provider.profile()};
    backend = std::make_unique<Backend>(std::move(config));
    Startup startup(*backend, nullptr);
    std::optional<Result<void>> started;
    QObject::connect(&startup, &Startup::finished, &startup, [&started](const Result<void> &result) { started = result; });
    startup.start();
    if (!QTest::qWaitFor([&started] { return started.has_value(); }, 20'000) || !*started)
        return false;
    NewAccount account;
    account.providerId = provider.profile().id;
    account.name = u"work"_s;
    account.secret = shareSecret(provider.issueApiKey());
    bool settled = false;
    if (!await(backend->accounts().add(std::move(account))))
        return false;
    backend->publisher().whenSettled(backend.get(), [&settled] { settled = true; });
    return QTest::qWaitFor([&settled] { return settled; }, 20'000);
}

void HomeportWindow::openWindow()
{
    m_overview.emplace(*backend);
    m_accounts.emplace(*backend);
    m_proxies.emplace(*backend);
    m_transfer.emplace(*backend);
    m_activity.emplace(backend->ledger());
    m_tools.emplace(*backend, m_places, m_helper);
    m_settings.emplace(backend->config().folder.settingsFile(), [] { return false; });
    m_theme.emplace(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
    Services services{*m_overview, *m_accounts, *m_proxies,  *m_transfer, backend->requests(),
                      *m_activity, m_browser,   m_clipboard, m_prompt,    *m_settings};
    services.tools = &*m_tools;
    window = std::make_unique<MainWindow>(services, *m_theme);
    window->resize(1100, 900);
    window->show();
    window->showPage(MainWindow::Page::Tools);
}

} // namespace homeport::test
