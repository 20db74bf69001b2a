// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/vault/keysources.h"
#include "core/vault/privatefile.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxFileSize = 1024;
constexpr qsizetype KeySize = 32;

Result<SharedSecret> readKey(const QString &path)
{
    auto content = readPrivateFile(path, MaxFileSize);
    if (!content)
        return content.error();
    auto decoded = QByteArray::fromBase64Encoding(content->trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != KeySize)
        return Error{Error::Code::Invalid, u"%1 is not a key file: it must hold 32 bytes in base64."_s.arg(path)};
    return shareSecret(std::move(decoded.decoded));
}

Result<void> writeKey(const QString &path, const Secret &key)
{
    return key.reveal([&path](QByteArrayView bytes) { return createPrivateFile(path, bytes.toByteArray().toBase64() + '\n'); });
}

// A second key lies beside the first, in PATH.next.
class KeyFileSource final : public MasterKeySource
{
public:
    explicit KeyFileSource(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] QString kind() const override { return u"keyfile"_s; }
    [[nodiscard]] QFuture<Result<SharedSecret>> load() override { return readyResult(readKey(m_path)); }
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        const auto created = writeKey(m_path, Secret(randomBytes(KeySize)));
        return readyResult(created ? readKey(m_path) : Result<SharedSecret>(created.error()));
    }
    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret key) override { return readyResult(writeKey(next(), *key)); }
    [[nodiscard]] QFuture<Result<SharedSecret>> loadStaged() override { return readyResult(readKey(next())); }
    [[nodiscard]] QFuture<Result<void>> promote() override { return readyResult(replacePrivateFile(next(), target())); }
    [[nodiscard]] QFuture<Result<void>> discard() override { return readyResult(removePrivateFile(next())); }

private:
    // A link stays a link.
    [[nodiscard]] QString target() const
    {
        const QString real = QFileInfo(m_path).canonicalFilePath();
        return real.isEmpty() ? m_path : real;
    }
    [[nodiscard]] QString next() const { return target() + u".next"_s; }

    QString m_path;
};

} // namespace

std::unique_ptr<MasterKeySource> keyFileSource(const QString &path)
{
    return std::make_unique<KeyFileSource>(path);
}

} // namespace homeport
