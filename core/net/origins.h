// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <curl/curl.h>

#include <memory>
#include <string>
#include <unordered_map>

namespace homeport {

// An absolute URL, cut where its path begins.
struct UrlParts
{
    QByteArrayView origin; // "https://user@host:port"
    QByteArrayView target; // path and query, without the fragment; empty: "/" is meant
};

[[nodiscard]] UrlParts partsOf(QByteArrayView url);

struct UrlDeleter
{
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};

struct Origin
{
    std::unique_ptr<CURLU, UrlDeleter> url; // as libcurl has read it
    bool answers = false;                   // over the last connection that was made to it; false where one did not come about
};

// Origins as libcurl has read them. Requests go to the same few again and again, and reading a URL anew is among the dearer things of a
// small request. Engine's thread.
class Origins final
{
public:
    Origins() = default;
    Q_DISABLE_COPY_MOVE(Origins)

    // Invalid: what libcurl says is wrong with it. To be kept as long as a transfer may connect.
    [[nodiscard]] Result<std::shared_ptr<Origin>> of(QByteArrayView origin);

private:
    std::unordered_map<std::string, std::shared_ptr<Origin>> m_known;
};

} // namespace homeport
