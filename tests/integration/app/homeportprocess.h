// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace homeport::test {

struct Finished
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

struct HttpAnswer
{
    int status = 0; // 0: the connection broke
    QByteArray head;
    QByteArray body;
};

// One real `homeport` with a state folder of its own, as scripts drive it. Waits turn the event loop, so
// that a simulated provider in the test's thread goes on answering.
class HomeportProcess final
{
public:
    enum class Mode { Headless, Window };

    explicit HomeportProcess(Mode mode = Mode::Headless);
    ~HomeportProcess(); // kills what still runs
    Q_DISABLE_COPY_MOVE(HomeportProcess)

    // "--port 0 --state-dir <folder>" come first, and "--headless" unless it has a window. True once the ready line was printed.
    [[nodiscard]] bool start(const QStringList &arguments);
    [[nodiscard]] bool startAtSettings(const QStringList &arguments); // without "--port 0": at the one of its settings.ini
    [[nodiscard]] bool startOnly(const QStringList &arguments);       // does not wait for the ready line
    [[nodiscard]] bool waitForRestart();                              // it has begun anew by itself: ready() is the new run's
    [[nodiscard]] bool waitForEnd();                                  // of its own accord
    [[nodiscard]] bool terminate();                                   // SIGTERM; true when it ended with 0

    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] QString stateDir() const { return m_folder.filePath(QStringLiteral("state")); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList keyFileVault() const
    {
        return {QStringLiteral("--vault"), QStringLiteral("keyfile:") + file(QStringLiteral("key"))};
    }
    [[nodiscard]] QJsonObject ready() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QByteArray out(); // everything printed so far
    [[nodiscard]] QByteArray err();

    [[nodiscard]] Finished ctl(const QStringList &arguments, const QByteArray &input = {}) const;
    // An Anthropic-compatible account by its key.
    [[nodiscard]] bool addAccount(const QString &baseUrl, const QByteArray &secret, const QString &name = QStringLiteral("work")) const;
    [[nodiscard]] HttpAnswer post(const QByteArray &key, const QByteArray &body, const QByteArray &extraHeaders = {}) const;
    [[nodiscard]] QByteArray postRequest(const QByteArray &key, const QByteArray &body, const QByteArray &extraHeaders = {}) const;
    [[nodiscard]] HttpAnswer get(const QByteArray &path) const;

private:
    void collect();
    [[nodiscard]] bool waitForReady();

    Mode m_mode;
    QStringList m_port{QStringLiteral("--port"), QStringLiteral("0")};
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

// Runs a program of the build's app folder to its end.
[[nodiscard]] Finished run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                           const QStringList &environment = {});
[[nodiscard]] QString programPath(const QString &name);
[[nodiscard]] HttpAnswer exchange(quint16 port, const QByteArray &request);

// A Messages request with one user message.
[[nodiscard]] QByteArray messagesBody(const QByteArray &prompt, bool stream);

} // namespace homeport::test
