// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/authenticator.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Prefix = "hp_";

// Empty when the field carries no local key.
QByteArrayView candidate(const HeaderBlock &headers, QByteArrayView name)
{
    QByteArrayView value = headers.value(name);
    constexpr QByteArrayView scheme = "Bearer ";
    if (HeaderBlock::sameName(name, "authorization"))
        value = value.size() > scheme.size() && HeaderBlock::sameName(value.first(scheme.size()), scheme)
                    ? value.sliced(scheme.size()).trimmed()
                    : QByteArrayView();
    return value.startsWith(Prefix) ? value : QByteArrayView();
}

} // namespace

Authenticator::Authenticator(std::shared_ptr<const Sealer> sealer, const QList<LocalKey> &keys) : m_sealer(std::move(sealer))
{
    for (const LocalKey &key : keys)
        m_byHash.insert(key.hash, Entry{{key.id, key.name}, key.isRevoked()});
}

Result<AuthenticatedKey> Authenticator::check(const HeaderBlock &headers) const
{
    QByteArrayView presented;
    for (const QByteArrayView name : {QByteArrayView("x-homeport-key"), QByteArrayView("x-api-key"), QByteArrayView("authorization")}) {
        presented = candidate(headers, name);
        if (!presented.isEmpty())
            break;
    }
    const auto refuse = [](const QString &why) { return Error{Error::Code::Unauthorized, why}; };
    if (presented.isEmpty())
        return refuse(u"A Homeport key is required: send it as x-api-key, as Authorization: Bearer, or as x-homeport-key. Create one in "
                      u"Homeport or with "
                      "\"homeportctl keys create --name NAME\"."_s);
    // Looked up by keyed hash: nothing an attacker chooses is compared with a stored key byte by byte.
    const auto found = m_sealer ? m_byHash.constFind(m_sealer->keyedHash(presented)) : m_byHash.constEnd();
    if (found == m_byHash.constEnd())
        return refuse(u"This Homeport key is unknown: check that it was copied whole, or create a new one."_s);
    if (found->revoked)
        return refuse(u"The Homeport key \"%1\" was revoked: create a new one and give it to this tool."_s.arg(found->key.name));
    return found->key;
}

} // namespace homeport
