// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/storedcontents.h"

#include <QDataStream>
#include <QIODevice>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr quint8 Version = 1;
constexpr auto Format = QDataStream::Qt_6_0; // of the streams below, for ever
constexpr qint64 Overhead = 512;             // of one, beside its bytes

} // namespace

qint64 KeptRequest::bytes() const
{
    return contents.request.head.size() + contents.request.body.size() + contents.answer.head.size() + contents.answer.body.size()
           + Overhead;
}

QByteArray packedContents(const KeptContents &contents)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(Format);
    stream << Version;
    for (const KeptContents::Side *side : {&contents.request, &contents.answer})
        stream << side->head << side->body << side->bodySize;
    return bytes;
}

Result<KeptContents> unpackedContents(QByteArrayView bytes)
{
    const QByteArray raw = QByteArray::fromRawData(bytes.data(), bytes.size());
    QDataStream stream(raw);
    stream.setVersion(Format);
    quint8 version = 0;
    stream >> version;
    if (version != Version)
        return Error{Error::Code::Invalid, u"What is kept of this request was written by a newer Homeport: update it."_s};
    KeptContents contents;
    for (KeptContents::Side *side : {&contents.request, &contents.answer})
        stream >> side->head >> side->body >> side->bodySize;
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return Error{Error::Code::Invalid, u"What is kept of this request is damaged."_s};
    return contents;
}

} // namespace homeport
