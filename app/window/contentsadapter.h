// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contentslookup.h"
#include "ui/services/contentsservice.h"

namespace homeport {

class Backend;

// What is kept of requests as the window sees it.
class ContentsAdapter final : public ContentsService
{
    Q_OBJECT

public:
    explicit ContentsAdapter(Backend &backend); // outlives it

    [[nodiscard]] QFuture<Result<KeptContents>> contents(quint64 id) override;
    [[nodiscard]] QFuture<Result<KeptSummary>> summary() override;
    [[nodiscard]] QFuture<Result<qint64>> purge() override;

private:
    ContentsKeeper &m_keeper;
    ContentsLookup m_lookup;
};

} // namespace homeport
