// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/exportfile.h"

#include "core/batch/importformat.h"
#include "core/vault/privatefile.h"

#include <QSaveFile>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Kind("HPACCNTS");

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// Writes JSON into one buffer that is large enough from the start: secrets leave no copies behind by its growing, as
// they would in a QJsonDocument.
class DocumentWriter final
{
public:
    explicit DocumentWriter(qsizetype capacity) { m_text.reserve(capacity); }

    void raw(QByteArrayView text) { m_text += text; }
    void beginAccount()
    {
        m_text += m_first ? "\n{" : ",\n{";
        m_first = false;
        m_firstField = true;
    }
    void field(QByteArrayView name, QByteArrayView value)
    {
        if (value.isEmpty())
            return;
        beginField(name);
        quoted(value);
    }
    void field(QByteArrayView name, const QString &value) { field(name, QByteArrayView(value.toUtf8())); }
    void field(QByteArrayView name, const SharedSecret &secret)
    {
        if (secret)
            secret->reveal([&](QByteArrayView plain) { field(name, plain); });
    }
    void field(QByteArrayView name, const QStringList &values)
    {
        beginField(name);
        for (qsizetype i = 0; i < values.size(); ++i) {
            m_text += i ? "," : "[";
            quoted(values.at(i).toUtf8());
        }
        m_text += "]";
    }
    [[nodiscard]] SharedSecret take() { return shareSecret(std::move(m_text)); }

private:
    void beginField(QByteArrayView name)
    {
        if (!std::exchange(m_firstField, false))
            m_text += ',';
        quoted(name);
        m_text += ':';
    }
    void quoted(QByteArrayView text)
    {
        m_text += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\')
                m_text += '\\';
            if (static_cast<uchar>(c) < 0x20)
                m_text += "\\u00" + QByteArray::number(static_cast<uchar>(c), 16).rightJustified(2, '0');
            else
                m_text += c;
        }
        m_text += '"';
    }

    QByteArray m_text;
    bool m_first = true;
    bool m_firstField = true;
};

qsizetype sizeOf(const SharedSecret &secret)
{
    return secret ? secret->size() : 0;
}

// Credentials are visible ASCII, a key file printable: escaping doubles them at most; the rest of an account is names and addresses.
qsizetype roomFor(const QList<OpenedAccount> &accounts)
{
    qsizetype room = 1024;
    for (const OpenedAccount &one : accounts) {
        const Account &account = one.account;
        room += 1024 + 2 * (sizeOf(one.secret) + sizeOf(one.refreshToken) + sizeOf(one.clientSecret));
        room += 6
                * (account.name.size() + account.baseUrl.size() + account.identity.size() + account.clientId.size()
                   + account.projectId.size() + account.organization.size());
        room += 700 * account.proxies.ids.size();
    }
    return room;
}

void write(DocumentWriter &out, const OpenedAccount &one, const QHash<qint64, QString> &proxies)
{
    const Account &account = one.account;
    const bool hasKeyFile = account.credential == Account::Credential::ServiceAccount;
    const bool signedIn = account.credential == Account::Credential::OAuth || hasKeyFile;
    out.beginAccount();
    out.field("provider", account.providerId);
    out.field("name", account.name);
    out.field("base_url", account.baseUrl);
    out.field(signedIn ? "access_token" : "api_key", one.secret);
    out.field(hasKeyFile ? "service_account" : "refresh_token", one.refreshToken);
    out.field("client_id", account.clientId);
    out.field("client_secret", one.clientSecret);
    out.field("project_id", account.projectId);
    out.field("organization", account.organization);
    out.field("identity", account.identity);
    if (account.expiresAt.isValid())
        out.field("expires_at", account.expiresAt.toUTC().toString(Qt::ISODateWithMs));
    if (account.baseUrl.startsWith(u"http:"_s))
        out.field("allow_http", QByteArrayView("yes"));
    if (account.proxies.mode == ProxyChoice::Mode::Direct)
        out.field("proxy", QByteArrayView("direct"));
    if (account.proxies.mode == ProxyChoice::Mode::List) {
        QStringList names;
        for (const qint64 id : account.proxies.ids)
            names << proxies.value(id, u"(deleted proxy %1)"_s.arg(id));
        out.field("proxy", names);
    }
    out.raw("}");
}

} // namespace

SharedSecret exportDocument(const QList<OpenedAccount> &accounts, const QHash<qint64, QString> &proxies)
{
    DocumentWriter out(roomFor(accounts));
    out.raw("{\"homeport\":\"accounts\",\"version\":1,\"accounts\":[");
    for (const OpenedAccount &one : accounts)
        write(out, one, proxies);
    out.raw("\n]}\n");
    return out.take();
}

Result<QByteArray> sealExport(const Secret &document, const Secret &passphrase, const ScryptCost &cost)
{
    const bool longEnough = passphrase.reveal([](QByteArrayView text) { return QString::fromUtf8(text).size() >= LeastPassphrase; });
    if (!longEnough)
        return invalid(u"The passphrase must have at least %1 characters: choose a longer one."_s.arg(LeastPassphrase));
    if (document.size() > MaxImportBytes - 1024)
        return invalid(u"The accounts are more than one export can hold (16 MB)."_s);
    return document.reveal([&](QByteArrayView plain) { return PassphraseBox::seal(plain, passphrase, Kind, cost); });
}

bool isSealedExport(QByteArrayView content)
{
    return PassphraseBox::isBox(content, Kind);
}

Result<SharedSecret> openExport(QByteArrayView content, const Secret &passphrase)
{
    auto opened = PassphraseBox::open(content, passphrase, Kind);
    if (!opened)
        return opened.error();
    return shareSecret(std::move(*opened));
}

Result<void> writeExport(const QString &path, const QByteArray &sealed, bool replace)
{
    if (!replace) {
        const auto created = createPrivateFile(path, sealed);
        if (!created && created.error().code == Error::Code::Conflict)
            return Error{Error::Code::Conflict, u"%1 exists already: choose another name."_s.arg(path)};
        return created;
    }
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
                         && file.write(sealed) == sealed.size() && file.commit();
    if (!written)
        return Error{Error::Code::Storage, u"%1 can't be written: %2."_s.arg(path, file.errorString())};
    return {};
}

} // namespace homeport
