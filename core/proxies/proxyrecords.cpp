// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyrecords.h"

#include "core/proxies/proxyrules.h"
#include "core/storage/metarepository.h"
#include "core/vault/sealer.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Result<QByteArray> sealField(const Sealer &sealer, const SharedSecret &secret, qint64 id, QByteArrayView column)
{
    if (!secret)
        return QByteArray();
    return secret->reveal([&](QByteArrayView plain) { return sealer.seal(plain, {"proxy", id, column}); });
}

Result<SharedSecret> openField(const Sealer &sealer, const QByteArray &envelope, qint64 id, QByteArrayView column)
{
    if (envelope.isNull())
        return SharedSecret();
    auto secret = sealer.open(envelope, {"proxy", id, column});
    return secret ? Result<SharedSecret>(shareSecret(*std::move(secret))) : Result<SharedSecret>(secret.error());
}

} // namespace

QString proxyDefaultKey()
{
    return u"proxy.default"_s;
}

QString proxyBypassKey()
{
    return u"proxy.bypass"_s;
}

QString proxyBypassText(const QStringList &patterns)
{
    return QString(patterns.join(u'\n') + u'\n');
}

Result<StoredProxies> readProxies(ProxyRepository &repository, MetaRepository &meta)
{
    const auto rows = repository.all();
    const auto chosen = meta.value(proxyDefaultKey());
    const auto bypass = meta.value(proxyBypassKey());
    if (!rows || !chosen || !bypass)
        return !rows ? rows.error() : (!chosen ? chosen : bypass).error();
    bool isNumber = false;
    const qint64 id = chosen->toLongLong(&isNumber);
    StoredProxies stored;
    stored.rows = *rows;
    stored.defaultId = chosen->isEmpty() ? 0 : isNumber ? id : -1; // unreadable is not "none": accounts that take it stop
    stored.bypass = bypass->isEmpty() ? defaultBypass() : bypass->split(u'\n', Qt::SkipEmptyParts);
    return stored;
}

ProxyInfo proxyInfoOf(const ProxyRow &row)
{
    ProxyInfo info;
    info.id = row.id;
    info.name = row.name;
    info.kind = proxyKindOf(row.kind).value_or(Proxy::Kind::Http); // the database checks the words
    info.host = row.host;
    info.port = static_cast<quint16>(row.port);
    info.hasLogin = !row.login.isNull();
    info.createdAt = row.createdAt;
    return info;
}

ProxyRow rowOf(const NewProxy &proxy, const QDateTime &now)
{
    ProxyRow row;
    row.name = proxy.name;
    row.kind = proxyKindText(proxy.kind);
    row.host = proxy.host;
    row.port = proxy.port;
    row.createdAt = now;
    return row;
}

ProxyRepository::Change writing(const std::shared_ptr<const Sealer> &sealer, const NewProxy &proxy)
{
    return [sealer, proxy](ProxyRow *row) -> Result<void> {
        if (sealer) {
            const auto login = sealField(*sealer, proxy.login, row->id, "login");
            const auto password = sealField(*sealer, proxy.password, row->id, "password");
            if (!login || !password)
                return (!login ? login : password).error();
            row->login = *login;
            row->password = *password;
        }
        row->name = proxy.name;
        row->kind = proxyKindText(proxy.kind);
        row->host = proxy.host;
        row->port = proxy.port;
        return {};
    };
}

Result<AccountProxy> openedProxy(const ProxyRow &row, const Sealer *sealer)
{
    const ProxyInfo info = proxyInfoOf(row);
    AccountProxy opened{row.id, row.name, {}};
    opened.proxy.kind = info.kind;
    opened.proxy.host = row.host.toLatin1();
    opened.proxy.port = info.port;
    if (row.login.isNull() && row.password.isNull())
        return opened;
    if (!sealer)
        return Error{Error::Code::Locked,
                     u"The vault is locked, so the login of the proxy \"%1\" can't be read: unlock it."_s.arg(row.name)};
    const auto login = openField(*sealer, row.login, row.id, "login");
    const auto password = openField(*sealer, row.password, row.id, "password");
    if (!login || !password)
        return Error{Error::Code::Invalid, u"The stored login of the proxy \"%1\" is damaged: enter it again."_s.arg(row.name)};
    if (*login)
        opened.proxy.user = (*login)->reveal([](QByteArrayView text) { return text.toByteArray(); });
    opened.proxy.password = *password;
    return opened;
}

} // namespace homeport
