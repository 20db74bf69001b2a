// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/base/opensslerror.h"
#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/vault/keysources.h"
#include "core/vault/privatefile.h"

#include <openssl/evp.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <bit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxFileSize = 4096;
constexpr qsizetype KeySize = 32;
constexpr quint64 DefaultN = 1u << 17;
constexpr quint64 MostMemory = 1u << 30; // a forged file must not make us take all of it

struct Parameters
{
    QByteArray salt;
    quint64 n = DefaultN;
    quint64 r = 8;
    quint64 p = 1;

    [[nodiscard]] quint64 memory() const { return 128 * n * r; }
    // n: RFC 7914 wants a power of two.
    [[nodiscard]] bool areSane() const
    {
        return salt.size() >= 16 && n >= 2 && n <= MostMemory && std::has_single_bit(n) && r >= 1 && r <= 32 && p >= 1 && p <= 16
               && memory() <= MostMemory;
    }
};

// 64 bytes: the master key, then a check value that tells a wrong passphrase from damaged data.
Result<QByteArray> stretch(const Secret &passphrase, const Parameters &parameters)
{
    QByteArray out(2 * KeySize, '\0');
    const quint64 memory = parameters.memory() + (1u << 20); // and a little for p
    const bool done = passphrase.reveal([&](QByteArrayView text) {
        return EVP_PBE_scrypt(text.data(), static_cast<std::size_t>(text.size()),
                              reinterpret_cast<const unsigned char *>(parameters.salt.constData()),
                              static_cast<std::size_t>(parameters.salt.size()), parameters.n, parameters.r, parameters.p, memory,
                              reinterpret_cast<unsigned char *>(out.data()), static_cast<std::size_t>(out.size()))
               == 1;
    });
    if (!done)
        return takeOpenSslError("scrypt"_L1);
    return out;
}

QByteArray toFile(const Parameters &parameters, const QByteArray &check)
{
    const QJsonObject object{{u"kdf"_s, u"scrypt"_s},
                             {u"n"_s, static_cast<qint64>(parameters.n)},
                             {u"r"_s, static_cast<qint64>(parameters.r)},
                             {u"p"_s, static_cast<qint64>(parameters.p)},
                             {u"salt"_s, QString::fromLatin1(parameters.salt.toBase64())},
                             {u"check"_s, QString::fromLatin1(check.toBase64())}};
    return QJsonDocument(object).toJson();
}

Result<SharedSecret> split(QByteArray &&stretched, const QByteArray &expectedCheck)
{
    const Secret check(stretched.sliced(KeySize));
    if (!expectedCheck.isEmpty() && !(check == Secret(QByteArray(expectedCheck))))
        return Error{Error::Code::Unauthorized, u"The passphrase is wrong."_s};
    Secret whole(std::move(stretched));
    return whole.reveal([](QByteArrayView both) { return shareSecret(both.first(KeySize).toByteArray()); });
}

Result<SharedSecret> loadWith(const QString &path, const Secret &passphrase)
{
    const auto content = readPrivateFile(path, MaxFileSize);
    if (!content)
        return content.error();
    const QJsonObject object = QJsonDocument::fromJson(*content).object();
    const QByteArray check = QByteArray::fromBase64(object.value(u"check").toString().toLatin1());
    const Parameters parameters{QByteArray::fromBase64(object.value(u"salt").toString().toLatin1()),
                                static_cast<quint64>(object.value(u"n").toInteger()), static_cast<quint64>(object.value(u"r").toInteger()),
                                static_cast<quint64>(object.value(u"p").toInteger())};
    if (object.value(u"kdf") != u"scrypt"_s || check.size() != KeySize || !parameters.areSane())
        return Error{Error::Code::Invalid,
                     u"%1 is damaged: bring it back from a backup; without it the passphrase opens nothing."_s.arg(path)};
    auto stretched = stretch(passphrase, parameters);
    if (!stretched)
        return stretched.error();
    return split(std::move(*stretched), check);
}

Result<SharedSecret> createWith(const QString &path, const Secret &passphrase)
{
    const Parameters parameters{randomBytes(32)};
    auto stretched = stretch(passphrase, parameters);
    if (!stretched)
        return stretched.error();
    if (const auto created = createPrivateFile(path, toFile(parameters, stretched->sliced(KeySize))); !created)
        return created.error();
    return split(std::move(*stretched), {});
}

class PassphraseSource final : public MasterKeySource
{
public:
    PassphraseSource(QString file, Secret passphrase)
        : m_file(std::move(file)), m_passphrase(shareSecret(std::move(passphrase))), m_worker(u"scrypt"_s)
    {
    }

    [[nodiscard]] QString kind() const override { return u"passphrase"_s; }
    [[nodiscard]] QFuture<Result<SharedSecret>> load() override
    {
        return m_worker.run([file = m_file, passphrase = m_passphrase] { return loadWith(file, *passphrase); });
    }
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        if (m_passphrase->isEmpty())
            return readyResult(Result<SharedSecret>(Error{Error::Code::Invalid, u"The passphrase must not be empty."_s}));
        return m_worker.run([file = m_file, passphrase = m_passphrase] { return createWith(file, *passphrase); });
    }

private:
    QString m_file;
    SharedSecret m_passphrase;
    SerialExecutor m_worker; // scrypt takes about half a second: never in the GUI thread
};

} // namespace

std::unique_ptr<MasterKeySource> passphraseKeySource(const QString &saltFile, Secret passphrase)
{
    return std::make_unique<PassphraseSource>(saltFile, std::move(passphrase));
}

} // namespace homeport
