// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeaccess.h"

#include "core/base/onresult.h"
#include "tests/ui/fakes.h"

#include <algorithm>

namespace homeport::test {

QFuture<Result<CreatedKey>> FakeAccess::create(const QString &name, const KeyPolicy &policy)
{
    lastPolicy = policy;
    if (failWith)
        return readyResult<CreatedKey>(*failWith);
    LocalKey key = sampleKey(1000 + ++m_lastId, name);
    key.policy = policy;
    m_keys << key;
    Q_EMIT keysChanged();
    return readyResult<CreatedKey>(CreatedKey{key, shareSecret(QByteArray(plainKey))});
}

QFuture<Result<LocalKey>> FakeAccess::change(qint64 id, const std::function<void(LocalKey &)> &how)
{
    if (failWith)
        return readyResult<LocalKey>(*failWith);
    const auto found = std::find_if(m_keys.begin(), m_keys.end(), [id](const LocalKey &key) { return key.id == id; });
    if (found == m_keys.end())
        return readyResult<LocalKey>(Error{Error::Code::NotFound, {}});
    how(*found);
    const LocalKey changed = *found;
    Q_EMIT keysChanged();
    return readyResult<LocalKey>(changed);
}

QFuture<Result<LocalKey>> FakeAccess::rename(qint64 id, const QString &name)
{
    return change(id, [&name](LocalKey &key) { key.name = name; });
}

QFuture<Result<LocalKey>> FakeAccess::setPolicy(qint64 id, const KeyPolicy &policy)
{
    lastPolicy = policy;
    ++policiesSet;
    return change(id, [&policy](LocalKey &key) {
        key.policy = policy;
        key.policyProblem.clear();
    });
}

QFuture<Result<LocalKey>> FakeAccess::revoke(qint64 id, bool drop)
{
    lastDrop = drop;
    return change(id, [](LocalKey &key) { key.revokedAt = QDateTime::currentDateTimeUtc(); });
}

QFuture<Result<LocalKey>> FakeAccess::approveLogin(const QString &userCode, const QString &keyName)
{
    if (failWith)
        return readyResult<LocalKey>(*failWith);
    approved << QStringLiteral("%1 as %2").arg(userCode, keyName);
    LocalKey key = sampleKey(1000 + ++m_lastId, keyName);
    key.kind = LocalKey::Kind::Login;
    m_keys << key;
    m_logins.removeIf([&userCode](const PendingLogin &login) { return login.userCode == userCode; });
    Q_EMIT keysChanged();
    Q_EMIT loginsChanged();
    return readyResult<LocalKey>(key);
}

void FakeAccess::denyLogin(const QString &userCode)
{
    denied << userCode;
    m_logins.removeIf([&userCode](const PendingLogin &login) { return login.userCode == userCode; });
    Q_EMIT loginsChanged();
}

void FakeAccess::set(const QList<LocalKey> &keys)
{
    m_keys = keys;
    Q_EMIT keysChanged();
}

void FakeAccess::setLogins(const QList<PendingLogin> &logins)
{
    m_logins = logins;
    Q_EMIT loginsChanged();
}

QFuture<Result<void>> FakeAccess::askForPrograms(bool ask)
{
    if (failWith)
        return readyResult<void>(*failWith);
    m_asking = ask;
    Q_EMIT programsChanged();
    return readyResult<void>({});
}

QFuture<Result<KnownProgram>> FakeAccess::decideProgram(const QString &executable, bool allow)
{
    if (failWith)
        return readyResult<KnownProgram>(*failWith);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_programs.removeIf([&executable](const KnownProgram &program) { return program.executable == executable; });
    m_waiting.removeIf([&executable](const WaitingProgram &program) { return program.executable == executable; });
    m_programs << KnownProgram{executable, allow, now, now};
    const KnownProgram program = m_programs.last();
    Q_EMIT programsChanged();
    return readyResult<KnownProgram>(program);
}

QFuture<Result<void>> FakeAccess::forgetProgram(const QString &executable)
{
    if (failWith)
        return readyResult<void>(*failWith);
    m_programs.removeIf([&executable](const KnownProgram &program) { return program.executable == executable; });
    Q_EMIT programsChanged();
    return readyResult<void>({});
}

void FakeAccess::setPrograms(bool asking, const QList<KnownProgram> &programs, const QList<WaitingProgram> &waiting)
{
    m_asking = asking;
    m_programs = programs;
    m_waiting = waiting;
    Q_EMIT programsChanged();
}

void FakeAccess::setUsage(qint64 id, const KeyUsageNow &now)
{
    usage.insert(id, now);
    Q_EMIT usageChanged();
}

} // namespace homeport::test
