// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner.h"

#include "app/mappedfiles.h"
#include "app/process.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

// Written by hand: QJsonObject would sort the fields. None of the values needs escaping.
QByteArray readyLine(const QString &baseUrl, qint64 pid, const SharedSecret &demoKey)
{
    QByteArray line = R"({"event":"ready","base_url":")" + baseUrl.toLatin1() + R"(","pid":)" + QByteArray::number(pid);
    if (demoKey)
        demoKey->reveal([&line](QByteArrayView key) { line += R"(,"key":")" + key.toByteArray() + '"'; });
    return line + "}\n";
}

Runner::Runner(Launch launch, std::function<void()> showWindow, QObject *parent)
    : QObject(parent), m_launch(std::move(launch)), m_showWindow(std::move(showWindow))
{
    connect(&m_signals, &TerminationSignals::requested, this, &Runner::stop);
}

Runner::~Runner()
{
    m_startup.reset();
    m_backend.reset();
    m_demo.reset();
    // A demo leaves nothing, in a folder named by the user either. It was empty when we came.
    if (m_launch.options.demo && !m_launch.demoFolder)
        QDir(m_launch.folder->path()).removeRecursively();
}

Result<BackendConfig> Runner::config()
{
    Result<std::vector<ProviderProfile>> profiles = bundledProfiles();
    if (!profiles)
        return profiles.error();
    const Options &options = m_launch.options;
    ProfileSet set = withUserProfiles(*std::move(profiles), m_launch.folder->providersFolder());
    for (const ProfileProblem &problem : set.problems)
        qCWarning(lcApp, "the provider file %ls is left out: %ls", qUtf16Printable(problem.file), qUtf16Printable(problem.error.detail));
    BackendConfig config(*m_launch.folder);
    if (options.portGiven)
        config.overrides.port = options.port;
    if (options.logLevelGiven)
        config.overrides.logLevel = options.logLevel;
    config.caFile = options.caFile;
    config.vault = options.vault;
    config.memoryVault = options.demo;
    config.lastRunBrokeOff = m_launch.lastRun && m_launch.lastRun->brokeOff();
    config.profiles = std::move(set.profiles);
    config.profileProblems = std::move(set.problems);
    config.showWindow = m_showWindow;
    config.restart = [this] { restart(); };
    if (options.demo) {
        m_demo = std::make_unique<Demo>();
        Result<ProviderProfile> simulated = m_demo->start();
        if (!simulated)
            return simulated.error();
        config.profiles.insert(config.profiles.begin(), *std::move(simulated));
    }
    return config;
}

void Runner::start()
{
    Result<BackendConfig> made = config();
    if (!made)
        return fail(made.error());
    qCInfo(lcApp, "state folder %ls", qUtf16Printable(m_launch.folder->path()));
    m_backend = std::make_unique<Backend>(*std::move(made));
    m_startup = std::make_unique<Startup>(*m_backend, std::exchange(m_launch.passphrase, nullptr));
    connect(m_startup.get(), &Startup::assembled, this, [this] {
        if (!m_showWindow && !m_launch.options.demo)
            connect(&m_backend->vault(), &VaultService::keyCreated, this, &Runner::offerRecoveryCode);
        tellOfLastRun();
        Q_EMIT assembled();
    });
    connect(m_startup.get(), &Startup::finished, this, &Runner::started);
    m_startup->start();
}

// Once somebody can be told: a start that fails before leaves it to the next one.
void Runner::tellOfLastRun()
{
    if (!m_launch.lastRun || !m_launch.lastRun->brokeOff())
        return;
    m_launch.lastRun->told();
    const QStringList tools = m_backend->strandedTools().names().keys();
    if (tools.isEmpty())
        qCInfo(lcApp, "the last run did not end in order");
    else
        qCWarning(
            lcApp,
            "the last run did not end in order, and tools are set up for Homeport: %ls. To give them back what they had: homeportctl tools "
            "restore --all",
            qUtf16Printable(tools.join(u", "_s)));
}

void Runner::started(const Result<void> &result)
{
    if (m_stopping)
        return;
    if (result)
        return relayListens();
    // A window stays open to show that the relay can't listen, and to try again.
    if (!m_showWindow || !m_backend->isAssembled() || m_backend->relay().state() != RelayHost::State::Failed)
        return fail(result.error());
    qCWarning(lcApp, "%ls", qUtf16Printable(result.error().detail));
    connect(&m_backend->relay(), &RelayHost::stateChanged, this, [this] {
        if (m_backend->relay().state() == RelayHost::State::Listening)
            relayListens();
    });
}

void Runner::relayListens()
{
    if (std::exchange(m_announced, true))
        return;
    if (!m_demo)
        return announce(nullptr);
    connect(m_demo.get(), &Demo::populated, this, [this](const Result<SharedSecret> &key) {
        if (key)
            announce(*key);
        else
            fail(key.error());
    });
    m_demo->populate(*m_backend);
}

void Runner::announce(const SharedSecret &demoKey)
{
    const QByteArray line = readyLine(m_backend->relay().baseUrl(), QCoreApplication::applicationPid(), demoKey);
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
    if (!m_showWindow)
        QTimer::singleShot(StartKept, this, &Runner::letStartGo);
}

// Most of what a relay without a window holds is program code that only its start needed. But what streams need would be missing
// in their midst.
void Runner::letStartGo()
{
    if (m_backend->requests().runningCount() > 0)
        return QTimer::singleShot(StartKept, this, &Runner::letStartGo);
    letFilePagesGo();
    giveFreeMemoryBack();
}

void Runner::offerRecoveryCode()
{
    std::fputs("homeport: the master key was made. If it is ever lost, a recovery code brings it back: homeportctl vault recovery-code\n",
               stderr);
}

void Runner::fail(const Error &error)
{
    std::fprintf(stderr, "homeport: %s\n", error.detail.toLocal8Bit().constData());
    Q_EMIT failed(error);
    if (!m_showWindow)
        QCoreApplication::exit(CouldNotStart);
}

void Runner::restart()
{
    if (!m_stopping)
        m_exitCode = Restart;
    stop();
}

void Runner::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    if (!m_backend || !m_backend->isAssembled()) {
        QCoreApplication::exit(m_exitCode);
        return;
    }
    m_backend->closeControlSocket();
    onResult(m_backend->relay().stop(Grace), this, [exitCode = m_exitCode](const Result<int> &broken) {
        if (broken.value_or(0) > 0)
            qCWarning(lcApp, "%d requests were still running and were broken off", *broken);
        QCoreApplication::exit(exitCode);
    });
}

} // namespace homeport
