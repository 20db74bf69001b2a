// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <openssl/crypto.h>

#include <cstring>

namespace homeport {

Secret::Secret(QByteArray &&bytes)
    : m_size(static_cast<std::size_t>(bytes.size())), m_data(m_size ? static_cast<char *>(OPENSSL_malloc(m_size)) : nullptr)
{
    if (m_data)
        std::memcpy(m_data, bytes.constData(), m_size);
    if (m_data && bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), m_size);
    bytes.clear();
}

Secret::~Secret()
{
    OPENSSL_clear_free(m_data, m_size);
}

Secret::Secret(Secret &&other) noexcept : m_size(std::exchange(other.m_size, 0)), m_data(std::exchange(other.m_data, nullptr)) {}

Secret &Secret::operator=(Secret &&other) noexcept
{
    std::swap(m_size, other.m_size);
    std::swap(m_data, other.m_data);
    return *this;
}

Secret Secret::clone() const
{
    return Secret(QByteArray(m_data, size()));
}

bool Secret::equals(const Secret &other) const
{
    return m_size == other.m_size && (m_size == 0 || CRYPTO_memcmp(m_data, other.m_data, m_size) == 0);
}

} // namespace homeport
