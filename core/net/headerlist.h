// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <curl/curl.h>

#include <optional>
#include <string>
#include <vector>

namespace homeport {

// Request fields as libcurl reads them, in one buffer: curl_slist_append() makes two allocations of every field,
// measurable at twenty fields a request. To be kept, unmoved, as long as libcurl may read it.
//
// Fields that libcurl has no business with stand together in one item, parted by CRLF: it walks the whole list a dozen times for each
// request, and sends items as they are (libcurl-security(3), "CRLF in Headers"). Values hold no CR or LF: HeaderBlock::parse()
// refuses them, and who appends others has to.
class HeaderList final
{
public:
    HeaderList() = default;
    Q_DISABLE_COPY_MOVE(HeaderList)

    // @p headers as they are. Fields that libcurl would add by itself are switched off where they are missing: nothing is sent that the
    // caller did not ask for. Called again for the next request, it keeps its memory. @p length: of a body that libcurl knows nothing of.
    void set(const HeaderBlock &headers, std::optional<qsizetype> length = {});
    [[nodiscard]] curl_slist *first() { return m_nodes.empty() ? nullptr : &m_nodes.front(); }

private:
    void beginItem();
    void append(QByteArrayView text);

    std::string m_text;                // items, each with its NUL
    std::vector<std::size_t> m_starts; // of the items in m_text
    std::vector<curl_slist> m_nodes;
};

} // namespace homeport
