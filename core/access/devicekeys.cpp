// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/devicekeys.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/vault/vault.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype LongestName = 80; // and a number behind it

// When the key ends, as far as it is known when it is handed out: its first use is about to come.
QDateTime expiryOfNew(const LocalKey &key, const QDateTime &now)
{
    return expiryOf(key.policy, key.firstUsedAt.isValid() ? key.firstUsedAt : now);
}

} // namespace

DeviceKeys::DeviceKeys(KeyStore &keys, Vault &vault, const Clock &clock, QObject *parent)
    : QObject(parent), m_keys(keys), m_vault(vault), m_clock(clock), m_login(clock)
{
    connect(&m_login, &DeviceLogin::changed, this, &DeviceKeys::changed);
    connect(&m_login, &DeviceLogin::unclaimed, this, [this](qint64 keyId) { takeBack(keyId, u"its tool did not come for it"_s); });
}

DeviceKeys::~DeviceKeys() = default;

QFuture<Result<LocalKey>> DeviceKeys::approve(const QString &userCode, const QString &name, const KeyPolicy &policy)
{
    const auto login = m_login.find(userCode);
    if (!login)
        return readyResult<LocalKey>(login.error());
    if (m_approving.contains(login->userCode))
        return readyResult<LocalKey>(Error{Error::Code::Conflict, u"This sign-in is being approved already."_s});
    m_approving.insert(login->userCode);
    auto promise = startedPromise<LocalKey>();
    const QString keyName = name.trimmed().isEmpty() ? unusedName(*login) : name;
    onResult(m_keys.create(keyName, policy, LocalKey::Kind::Login), this,
             [this, promise, code = login->userCode](const Result<CreatedKey> &created) {
                 m_approving.remove(code);
                 if (!created)
                     return complete<LocalKey>(promise, created.error());
                 handOut(code, *created, promise);
             });
    return promise->future();
}

void DeviceKeys::handOut(const QString &userCode, const CreatedKey &created, const std::shared_ptr<QPromise<Result<LocalKey>>> &promise)
{
    const auto approved = m_login.approve(userCode, {created.plain, created.key.id, expiryOfNew(created.key, m_clock.now())});
    if (approved)
        return complete<LocalKey>(promise, created.key);
    takeBack(created.key.id, u"its sign-in ended meanwhile"_s);
    complete<LocalKey>(promise, approved.error());
}

// A key that is in nobody's hands.
void DeviceKeys::takeBack(qint64 keyId, const QString &why)
{
    qCInfo(lcApp).noquote() << "key" << keyId << "is revoked:" << why;
    onResult(m_keys.revoke(keyId), this, [keyId](const Result<LocalKey> &revoked) {
        if (!revoked && revoked.error().code != Error::Code::NotFound)
            qCWarning(lcApp).noquote() << "key" << keyId << "could not be revoked:" << revoked.error().detail;
    });
}

Result<void> DeviceKeys::deny(const QString &userCode)
{
    return m_login.deny(userCode);
}

QFuture<Result<DeviceAuthorization>> DeviceKeys::begin(const QString &client, const QString &scope, const QString &program)
{
    auto promise = startedPromise<DeviceAuthorization>();
    QMetaObject::invokeMethod(this, [this, promise, client, scope, program] { complete(promise, m_login.begin(client, scope, program)); });
    return promise->future();
}

QFuture<Result<DevicePoll>> DeviceKeys::poll(SharedSecret deviceCode)
{
    auto promise = startedPromise<DevicePoll>();
    QMetaObject::invokeMethod(this, [this, promise, code = std::move(deviceCode)] {
        complete(promise, Result<DevicePoll>(code->reveal([this](QByteArrayView plain) { return m_login.poll(plain); })));
    });
    return promise->future();
}

QFuture<Result<void>> DeviceKeys::revoke(SharedSecret token)
{
    auto promise = startedPromise<void>();
    QMetaObject::invokeMethod(this, [this, promise, held = std::move(token)] { revokeHere(held, promise); });
    return promise->future();
}

void DeviceKeys::revokeHere(const SharedSecret &token, const VoidPromise &promise)
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return complete<void>(promise, Error{Error::Code::Locked, u"The vault is locked."_s});
    const QByteArray hash = token->reveal([&sealer](QByteArrayView plain) { return sealer->keyedHash(plain); });
    const QList<LocalKey> &keys = m_keys.keys();
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [&hash](const LocalKey &key) {
        return key.kind == LocalKey::Kind::Login && !key.isRevoked() && key.hash == hash;
    });
    if (found == keys.cend())
        return complete<void>(promise, {});
    onResult(m_keys.revoke(found->id), this, [promise](const Result<LocalKey> &revoked) {
        const bool isGone = revoked || revoked.error().code == Error::Code::NotFound;
        complete<void>(promise, isGone ? Result<void>() : Result<void>(revoked.error()));
    });
}

QString DeviceKeys::unusedName(const PendingDeviceLogin &login) const
{
    const QString tool = login.client == "claude_code"_L1 ? u"Claude Code"_s : login.client.left(LongestName).trimmed();
    const QString wanted = tool.isEmpty() ? u"signed-in tool"_s : tool;
    const QList<LocalKey> &keys = m_keys.keys();
    const auto isTaken = [&keys](const QString &name) {
        return std::any_of(keys.cbegin(), keys.cend(),
                           [&name](const LocalKey &key) { return !key.isRevoked() && key.name.compare(name, Qt::CaseInsensitive) == 0; });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1 %2"_s.arg(wanted).arg(number);
    return name;
}

} // namespace homeport
