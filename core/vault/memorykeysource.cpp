// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/vault/keysources.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

class MemoryKeySource final : public MasterKeySource
{
public:
    [[nodiscard]] QString kind() const override { return u"memory"_s; }

    [[nodiscard]] QFuture<Result<SharedSecret>> load() override
    {
        if (!m_key)
            return readyResult(Result<SharedSecret>(Error{Error::Code::NotFound, u"nothing in memory yet"_s}));
        return readyResult(Result<SharedSecret>(m_key));
    }

    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        if (m_key)
            return readyResult(Result<SharedSecret>(Error{Error::Code::Conflict, u"there is a key in memory already"_s}));
        m_key = shareSecret(randomBytes(32));
        return readyResult(Result<SharedSecret>(m_key));
    }

    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret key) override
    {
        if (m_staged)
            return readyResult<void>(Error{Error::Code::Conflict, u"there is a second key in memory already"_s});
        m_staged = std::move(key);
        return readyResult<void>({});
    }
    [[nodiscard]] QFuture<Result<SharedSecret>> loadStaged() override
    {
        if (!m_staged)
            return readyResult(Result<SharedSecret>(Error{Error::Code::NotFound, u"no second key in memory"_s}));
        return readyResult(Result<SharedSecret>(m_staged));
    }
    [[nodiscard]] QFuture<Result<void>> promote() override
    {
        if (!m_staged)
            return readyResult<void>(Error{Error::Code::NotFound, u"no second key in memory"_s});
        m_key = std::exchange(m_staged, nullptr);
        return readyResult<void>({});
    }
    [[nodiscard]] QFuture<Result<void>> discard() override
    {
        m_staged.reset();
        return readyResult<void>({});
    }

private:
    SharedSecret m_key;
    SharedSecret m_staged;
};

} // namespace

std::unique_ptr<MasterKeySource> memoryKeySource()
{
    return std::make_unique<MemoryKeySource>();
}

} // namespace homeport
