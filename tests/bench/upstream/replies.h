// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/httpmessage.h"
#include "common/payload.h"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace homeport::bench {

// Everything the provider says, made once. References stay valid as long as this object.
class Replies final
{
public:
    Replies();

    [[nodiscard]] const std::string &message(Wire wire, std::size_t bodyBytes); // a whole answer, head and body
    [[nodiscard]] const std::string &expectedRequest(Wire wire, std::size_t bytes, bool stream);
    [[nodiscard]] const std::string &streamHead(Wire wire) const { return m_streamHeads[static_cast<std::size_t>(wire)]; }
    [[nodiscard]] const std::string &notFound() const { return m_notFound; }
    [[nodiscard]] const std::string &bodyDamaged() const { return m_bodyDamaged; }

private:
    std::array<std::string, Wires> m_streamHeads;
    std::string m_notFound;
    std::string m_bodyDamaged;
    std::map<std::pair<Wire, std::size_t>, std::string> m_messages;
    std::map<std::tuple<Wire, std::size_t, bool>, std::string> m_requests;
};

} // namespace homeport::bench
