// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/vault/keysources.h"
#include "core/vault/privatefile.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxFileSize = 1024;
constexpr qsizetype KeySize = 32;

class KeyFileSource final : public MasterKeySource
{
public:
    explicit KeyFileSource(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] QString kind() const override { return u"keyfile"_s; }
    [[nodiscard]] QFuture<Result<SharedSecret>> load() override { return readyResult(read()); }
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        const auto created = createPrivateFile(m_path, randomBytes(KeySize).toBase64() + '\n');
        return readyResult(created ? read() : Result<SharedSecret>(created.error()));
    }

private:
    [[nodiscard]] Result<SharedSecret> read() const
    {
        auto content = readPrivateFile(m_path, MaxFileSize);
        if (!content)
            return content.error();
        auto decoded = QByteArray::fromBase64Encoding(content->trimmed(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || decoded.decoded.size() != KeySize)
            return Error{Error::Code::Invalid, u"%1 is not a key file: it must hold 32 bytes in base64."_s.arg(m_path)};
        return shareSecret(std::move(decoded.decoded));
    }

    QString m_path;
};

} // namespace

std::unique_ptr<MasterKeySource> keyFileSource(const QString &path)
{
    return std::make_unique<KeyFileSource>(path);
}

} // namespace homeport
