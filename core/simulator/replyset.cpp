// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/replyset.h"

namespace homeport {

void ReplySet::run(std::unique_ptr<ResponseStream> response, Reply reply, const Ended &ended)
{
    auto owned = std::make_unique<ReplyWriter>(std::move(response), std::move(reply));
    ReplyWriter *writer = owned.get();
    m_writers.emplace(writer, std::move(owned));
    m_streams += writer->isStream() ? 1 : 0;
    QObject::connect(writer, &ReplyWriter::ended, writer, [this, writer, ended] {
        const auto found = m_writers.find(writer);
        if (found == m_writers.end())
            return;
        m_streams -= writer->isStream() ? 1 : 0;
        if (ended)
            ended(*writer);
        found->second.release()->deleteLater(); // we are in its signal, perhaps in its stream's too
        m_writers.erase(found);
    });
    writer->start();
}

} // namespace homeport
