// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/contentsservice.h"

#include <QMap>
#include <QPromise>

#include <optional>
#include <vector>

namespace homeport::test {

// Kept contents in memory.
class FakeContents final : public ContentsService
{
    Q_OBJECT

public:
    [[nodiscard]] QFuture<Result<KeptContents>> contents(quint64 id) override;
    [[nodiscard]] QFuture<Result<KeptSummary>> summary() override;
    [[nodiscard]] QFuture<Result<qint64>> purge() override;

    void keep(quint64 id, const KeptContents &contents); // and tells
    void forget();                                       // all, and tells
    void answer();                                       // what it holds

    bool hold = false;             // answers of contents()
    std::optional<Error> failWith; // as long as it is there
    QList<quint64> asked;
    int purges = 0;

private:
    [[nodiscard]] Result<KeptContents> look(quint64 id) const;

    QMap<quint64, KeptContents> m_kept;
    std::vector<std::pair<quint64, QPromise<Result<KeptContents>>>> m_held;
};

// A request of a tool in JSON, and its answer as a stream; kept for a week from @p now.
[[nodiscard]] KeptContents sampleContents(const QDateTime &now);

} // namespace homeport::test
