// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/vault/aead.h"
#include "core/vault/keysources.h"
#include "core/vault/privatefile.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxFileSize = 4096;
constexpr qsizetype KeySize = 32;
constexpr qsizetype CheckSize = 32;
constexpr qsizetype SmallestSalt = 16;
constexpr qsizetype WrappedSize = AeadNonceSize + KeySize + AeadTagSize;
constexpr QByteArrayView WrapPurpose("homeport passphrase vault v2");

// What the file holds. "key" is the master key, wrapped under the stretched passphrase. A file without it is of the
// first kind: the stretched passphrase is the master key itself.
struct SaltFile
{
    QByteArray salt;
    ScryptCost cost;
    QByteArray check; // tells a wrong passphrase from damaged data
    QByteArray wrapped;

    [[nodiscard]] bool isSane() const
    {
        return salt.size() >= SmallestSalt && check.size() == CheckSize && cost.isSane()
               && (wrapped.isEmpty() || wrapped.size() == WrappedSize);
    }
};

QByteArray toJson(const SaltFile &file)
{
    return QJsonDocument(QJsonObject{{u"kdf"_s, u"scrypt"_s},
                                     {u"n"_s, static_cast<qint64>(file.cost.n)},
                                     {u"r"_s, static_cast<qint64>(file.cost.r)},
                                     {u"p"_s, static_cast<qint64>(file.cost.p)},
                                     {u"salt"_s, QString::fromLatin1(file.salt.toBase64())},
                                     {u"check"_s, QString::fromLatin1(file.check.toBase64())},
                                     {u"key"_s, QString::fromLatin1(file.wrapped.toBase64())}})
        .toJson();
}

Result<SaltFile> readSaltFile(const QString &path)
{
    const auto content = readPrivateFile(path, MaxFileSize);
    if (!content)
        return content.error();
    const QJsonObject object = QJsonDocument::fromJson(*content).object();
    const auto number = [&object](QStringView name) { return static_cast<quint64>(object.value(name).toInteger()); };
    const auto bytes = [&object](QStringView name) { return QByteArray::fromBase64(object.value(name).toString().toLatin1()); };
    SaltFile file{bytes(u"salt"), {number(u"n"), number(u"r"), number(u"p")}, bytes(u"check"), bytes(u"key")};
    if (object.value(u"kdf") != u"scrypt"_s || !file.isSane())
        return Error{Error::Code::Invalid,
                     u"%1 is damaged: bring it back from a backup; without it the passphrase opens nothing."_s.arg(path)};
    return file;
}

Result<SharedSecret> loadWith(const QString &path, const Secret &passphrase)
{
    const auto file = readSaltFile(path);
    if (!file)
        return file.error();
    const auto stretched = scrypt(passphrase, file->salt, file->cost, KeySize + CheckSize);
    if (!stretched)
        return stretched.error();
    if (!(slice(*stretched, KeySize, CheckSize) == Secret(QByteArray(file->check))))
        return Error{Error::Code::Unauthorized, u"The passphrase is wrong."_s};
    Secret key = slice(*stretched, 0, KeySize);
    if (file->wrapped.isEmpty())
        return shareSecret(std::move(key));
    const QByteArrayView wrapped(file->wrapped);
    auto opened = aeadOpen(key, wrapped.first(AeadNonceSize), WrapPurpose, wrapped.sliced(AeadNonceSize));
    if (!opened)
        return Error{Error::Code::Invalid, u"%1 is damaged: bring it back from a backup."_s.arg(path)};
    return shareSecret(*std::move(opened));
}

Result<void> storeWith(const QString &path, const Secret &passphrase, const ScryptCost &cost, const Secret &key)
{
    if (passphrase.isEmpty())
        return Error{Error::Code::Invalid, u"The passphrase must not be empty."_s};
    SaltFile file{randomBytes(32), cost, {}, randomBytes(AeadNonceSize)};
    const auto stretched = scrypt(passphrase, file.salt, cost, KeySize + CheckSize);
    if (!stretched)
        return stretched.error();
    file.check = slice(*stretched, KeySize, CheckSize).reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
    const auto wrapped = key.reveal(
        [&](QByteArrayView plain) { return aeadSeal(slice(*stretched, 0, KeySize), file.wrapped, WrapPurpose, plain); });
    if (!wrapped)
        return wrapped.error();
    file.wrapped += *wrapped;
    return createPrivateFile(path, toJson(file));
}

// A second key lies beside the first, in FILE.next, with a salt of its own.
class PassphraseSource final : public MasterKeySource
{
public:
    PassphraseSource(QString file, Secret passphrase, const ScryptCost &cost)
        : m_file(std::move(file)), m_passphrase(shareSecret(std::move(passphrase))), m_cost(cost), m_worker(u"scrypt"_s)
    {
    }

    [[nodiscard]] QString kind() const override { return u"passphrase"_s; }
    [[nodiscard]] QFuture<Result<SharedSecret>> load() override { return loadFrom(m_file); }
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        return m_worker.run([file = m_file, passphrase = m_passphrase, cost = m_cost]() -> Result<SharedSecret> {
            const SharedSecret key = shareSecret(randomBytes(KeySize));
            const auto stored = storeWith(file, *passphrase, cost, *key);
            return stored ? Result<SharedSecret>(key) : Result<SharedSecret>(stored.error());
        });
    }
    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret key) override
    {
        return m_worker.run([file = next(), passphrase = m_passphrase, cost = m_cost, key = std::move(key)] {
            return storeWith(file, *passphrase, cost, *key);
        });
    }
    [[nodiscard]] QFuture<Result<SharedSecret>> loadStaged() override { return loadFrom(next()); }
    [[nodiscard]] QFuture<Result<void>> promote() override { return readyResult(replacePrivateFile(next(), m_file)); }
    [[nodiscard]] QFuture<Result<void>> discard() override { return readyResult(removePrivateFile(next())); }

private:
    [[nodiscard]] QString next() const { return m_file + u".next"_s; }
    [[nodiscard]] QFuture<Result<SharedSecret>> loadFrom(const QString &file)
    {
        return m_worker.run([file, passphrase = m_passphrase] { return loadWith(file, *passphrase); });
    }

    QString m_file;
    SharedSecret m_passphrase;
    ScryptCost m_cost;
    SerialExecutor m_worker; // scrypt takes about half a second: never in the GUI thread
};

} // namespace

std::unique_ptr<MasterKeySource> passphraseKeySource(const QString &saltFile, Secret passphrase, const ScryptCost &cost)
{
    return std::make_unique<PassphraseSource>(saltFile, std::move(passphrase), cost);
}

} // namespace homeport
