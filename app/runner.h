// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "app/demo.h"
#include "app/launch.h"
#include "app/startup.h"
#include "app/terminationsignals.h"

namespace homeport {

// One run of the program, from the event loop's first turn to its exit code: starts the backend, prints
// the ready line, ends in order. With a window, the window's owner listens to backendReady() too.
class Runner final : public QObject
{
    Q_OBJECT

public:
    // The last two never leave main(); RestartShown: the window was open, and is to be again.
    enum ExitCode { Done = 0, CouldNotStart = 1, Usage = 2, AlreadyRunning = 3, Restart = 75, RestartShown = 76 };
    static constexpr std::chrono::milliseconds Grace{5000}; // for streams that run when we are told to end

    // @p launch is taken over. @p showWindow: null when there is none.
    Runner(Launch launch, std::function<void()> showWindow, QObject *parent = nullptr);
    ~Runner() override;

    static constexpr std::chrono::milliseconds StartKept{10'000}; // without a window: what only the start needed; longer while requests run

    void start();
    void stop();    // ends the event loop when everything has ended
    void restart(); // the same, and main() begins anew

    [[nodiscard]] Backend &backend() { return *m_backend; }
    [[nodiscard]] const Options &options() const { return m_launch.options; }
    [[nodiscard]] QString settingsFile() const { return m_launch.folder->settingsFile(); }

Q_SIGNALS:
    void assembled();                          // the backend's accessors may be used
    void failed(const homeport::Error &error); // the run ends with CouldNotStart

private:
    [[nodiscard]] Result<BackendConfig> config();
    void started(const Result<void> &result);
    void relayListens();
    void tellOfLastRun();
    void offerRecoveryCode();
    void fail(const Error &error);
    void announce(const SharedSecret &demoKey);
    void letStartGo();

    Launch m_launch; // its lock and demo folder go last
    std::function<void()> m_showWindow;
    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<Startup> m_startup;
    TerminationSignals m_signals;
    bool m_announced = false;
    bool m_stopping = false;
    ExitCode m_exitCode = Done;
};

// The line scripts wait for: {"event":"ready","base_url":...,"pid":...}, with "key" for a demo.
[[nodiscard]] QByteArray readyLine(const QString &baseUrl, qint64 pid, const SharedSecret &demoKey);

} // namespace homeport
