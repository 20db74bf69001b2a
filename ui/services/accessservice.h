// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "core/access/programrules.h"
#include "core/accounts/account.h"
#include "core/base/result.h"
#include "core/storage/keyusage.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace homeport {

// A tool that waits for its login to be approved (RFC 8628).
struct PendingLogin
{
    QString userCode; // "BCDF-GHJK", as the tool shows it
    QString tool;     // what the tool says it is; may be empty
    QDateTime beganAt;
    QDateTime expiresAt;

    bool operator==(const PendingLogin &) const = default;
};

// Who may use the relay, and how much: for the window. GUI thread only.
class AccessService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<LocalKey> keys() const = 0; // by creation, revoked ones included
    [[nodiscard]] virtual KeyUsageNow usageOf(qint64 keyId) const = 0;
    // What a policy may name.
    [[nodiscard]] virtual QList<Account> accounts() const = 0;
    [[nodiscard]] virtual QList<AccountGroup> groups() const = 0;
    [[nodiscard]] virtual QStringList knownModels() const = 0; // that have a price, for suggestions

    // Errors as KeyStore's operations.
    [[nodiscard]] virtual QFuture<Result<CreatedKey>> create(const QString &name, const KeyPolicy &policy) = 0;
    [[nodiscard]] virtual QFuture<Result<LocalKey>> rename(qint64 id, const QString &name) = 0;
    [[nodiscard]] virtual QFuture<Result<LocalKey>> setPolicy(qint64 id, const KeyPolicy &policy) = 0;
    // @p drop: requests that run with it are broken too.
    [[nodiscard]] virtual QFuture<Result<LocalKey>> revoke(qint64 id, bool drop) = 0;

    [[nodiscard]] virtual QList<PendingLogin> pendingLogins() const = 0; // the oldest first
    // Makes a key of its own for the tool. Errors: NotFound (the code has ended), and as create().
    [[nodiscard]] virtual QFuture<Result<LocalKey>> approveLogin(const QString &userCode, const QString &keyName) = 0;
    virtual void denyLogin(const QString &userCode) = 0;

    // Whether the user is asked before a program uses the relay for the first time; which he allowed or denied, by path; and which
    // still ask, the oldest first.
    [[nodiscard]] virtual bool asksForPrograms() const = 0;
    [[nodiscard]] virtual QList<KnownProgram> programs() const = 0;
    [[nodiscard]] virtual QList<WaitingProgram> waitingPrograms() const = 0;
    // Errors as ProgramStore's operations.
    [[nodiscard]] virtual QFuture<Result<void>> askForPrograms(bool ask) = 0;
    [[nodiscard]] virtual QFuture<Result<KnownProgram>> decideProgram(const QString &executable, bool allow) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> forgetProgram(const QString &executable) = 0;

Q_SIGNALS:
    void keysChanged();     // after each change of keys(), accounts() or groups()
    void usageChanged();    // at most four times a second
    void loginsChanged();   // after each change of pendingLogins()
    void programsChanged(); // after each change of asksForPrograms(), programs() or waitingPrograms()
};

} // namespace homeport
