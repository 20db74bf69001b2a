// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/origins.h"

#include <QString>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::size_t MostKnown = 64; // more than there are accounts with addresses of their own

} // namespace

UrlParts partsOf(QByteArrayView url)
{
    constexpr QByteArrayView afterScheme = "://";
    const qsizetype scheme = url.indexOf(afterScheme);
    const qsizetype authority = scheme < 0 ? 0 : scheme + afterScheme.size();
    const auto isEnd = [](char c) { return c == '/' || c == '?' || c == '#'; };
    const auto end = std::find_if(url.begin() + authority, url.end(), isEnd) - url.begin();
    const QByteArrayView rest = url.sliced(end);
    const qsizetype fragment = rest.indexOf('#');
    return {url.first(end), fragment < 0 ? rest : rest.first(fragment)};
}

Result<std::shared_ptr<Origin>> Origins::of(QByteArrayView origin)
{
    std::string text(origin.data(), static_cast<std::size_t>(origin.size()));
    if (const auto known = m_known.find(text); known != m_known.end())
        return known->second;
    const auto read = std::make_shared<Origin>();
    read->url.reset(curl_url());
    const CURLUcode code = curl_url_set(read->url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME);
    if (code != CURLUE_OK)
        return Error{Error::Code::Invalid, u"The upstream's address is not valid: %1."_s.arg(QString::fromUtf8(curl_url_strerror(code)))};
    if (m_known.size() >= MostKnown)
        m_known.clear(); // those in use are kept by their transfers
    return m_known.emplace(std::move(text), read).first->second;
}

} // namespace homeport
