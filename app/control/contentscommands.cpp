// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/contentscommands.h"

#include "app/backend.h"
#include "app/contentslookup.h"
#include "app/control/controljson.h"
#include "core/storage/ledgerrow.h"
#include "core/usage/contentskeeper.h"
#include "core/usage/ledger.h"

#include <QStringDecoder>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype PieceSize = 48 * 1024; // bytes: six times as many in JSON fit into a line

// Text, but for a character that the cut took apart.
bool isText(const QByteArray &body)
{
    if (body.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(body);
    return !decoder.hasError() && (!text.isEmpty() || body.isEmpty());
}

QJsonObject sideJson(const KeptContents::Side &side)
{
    return {{u"bytes"_s, side.bodySize}, {u"kept"_s, side.body.size()}, {u"cut"_s, side.isCut()}, {u"text"_s, isText(side.body)}};
}

// Says what is kept piece by piece, as its client takes it. In base64 whatever it is: a piece may end within a character.
class ContentsSender final : public QObject
{
public:
    ContentsSender(qint64 id, KeptContents contents, ControlReply *reply)
        : QObject(reply), m_reply(reply), m_id(id),
          m_contents(std::move(contents)), m_parts{{{u"request"_s, u"head"_s, m_contents.request.head},
                                                    {u"request"_s, u"body"_s, m_contents.request.body},
                                                    {u"answer"_s, u"head"_s, m_contents.answer.head},
                                                    {u"answer"_s, u"body"_s, m_contents.answer.body}}}
    {
        connect(reply, &ControlReply::drained, this, &ContentsSender::next);
    }

    void next()
    {
        while (m_part < m_parts.size() && m_at >= m_parts[m_part].bytes.size()) {
            ++m_part;
            m_at = 0;
        }
        if (m_part == m_parts.size())
            return finish();
        const Part &part = m_parts[m_part];
        const QByteArray piece = part.bytes.mid(m_at, PieceSize);
        m_at += piece.size();
        m_reply->sendEvent({{u"side"_s, part.side}, {u"part"_s, part.name}, {u"base64"_s, QString::fromLatin1(piece.toBase64())}});
    }

private:
    struct Part
    {
        QString side;
        QString name;
        QByteArray bytes;
    };

    void finish()
    {
        disconnect(m_reply, nullptr, this, nullptr);
        m_reply->finish({{u"contents"_s, QJsonObject{{u"id"_s, m_id},
                                                     {u"kept_at"_s, timeJson(m_contents.keptAt)},
                                                     {u"expires_at"_s, timeJson(m_contents.expiresAt)},
                                                     {u"request"_s, sideJson(m_contents.request)},
                                                     {u"answer"_s, sideJson(m_contents.answer)}}}});
    }

    ControlReply *m_reply;
    qint64 m_id;
    KeptContents m_contents;
    std::array<Part, 4> m_parts;
    std::size_t m_part = 0;
    qsizetype m_at = 0;
};

// A small id is of this run, a large one of the ledger.
void contents(Backend &backend, const QJsonObject &args, ControlReply *reply)
{
    const Result<qint64> given = idArgument(args);
    if (!given)
        return reply->fail(given.error());
    const qint64 id = *given < ledgerId(1, 0) ? ledgerId(backend.ledger().run(), *given) : *given;
    const ContentsLookup lookup(backend.contents(), backend.ledger(), backend.keys());
    onResult(lookup.contents(id), reply, [reply, id](const Result<KeptContents> &kept) {
        if (!kept)
            return reply->fail(kept.error());
        (new ContentsSender(id, *kept, reply))->next();
    });
}

QJsonObject summaryJson(const KeptSummary &summary)
{
    return {
        {u"kept"_s, QJsonObject{{u"requests"_s, summary.requests}, {u"bytes"_s, summary.bytes}, {u"oldest"_s, timeJson(summary.oldest)}}}};
}

} // namespace

void addContentsCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"requests contents"_s] = [&backend](const QJsonObject &args, ControlReply *reply) { contents(backend, args, reply); };
    commands[u"contents"_s] = [&backend](const QJsonObject &, ControlReply *reply) {
        reply->finishWith(backend.contents().summary(), summaryJson);
    };
    commands[u"contents purge"_s] = [&backend](const QJsonObject &, ControlReply *reply) {
        reply->finishWith(backend.contents().purge(), [](qint64 requests) { return QJsonObject{{u"purged"_s, requests}}; });
    };
}

} // namespace homeport
