// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/contentsrecorder.h"

#include "core/base/credentialfields.h"
#include "core/relay/redaction.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr QByteArrayView Removed = "[removed]";
constexpr qsizetype TellingBeginning = 8; // characters of a credential that a cut may leave at the end

} // namespace

ContentsRecorder::ContentsRecorder(const KeyPolicy &policy, const QByteArray &pathKey)
    : m_most(qsizetype{1024} * policy.contentsKb), m_days(policy.contentsDays), m_keyInPath(!pathKey.isEmpty())
{
    if (m_keyInPath)
        hide(shareSecret(QByteArray(pathKey)));
}

void ContentsRecorder::headSent(QByteArrayView head)
{
    m_contents.answer.head = head.toByteArray();
}

void ContentsRecorder::bodySent(QByteArrayView chunk)
{
    KeptContents::Side &answer = m_contents.answer;
    answer.bodySize += chunk.size();
    const qsizetype room = m_most - answer.body.size();
    if (room > 0)
        answer.body.append(chunk.first(std::min(room, chunk.size())));
}

void ContentsRecorder::finish(const HttpRequest &request, const QDateTime &now)
{
    hideFields(request.headers);
    m_contents.request.head = redactedHead(request, m_keyInPath);
    m_contents.request.bodySize = request.body.size();
    m_contents.request.body = request.body.left(m_most); // shared where it is all of it
    m_contents.answer.head = redactedHead(m_contents.answer.head);
    for (QByteArray *bytes : {&m_contents.request.head, &m_contents.request.body, &m_contents.answer.head, &m_contents.answer.body})
        removeHidden(*bytes);
    m_contents.keptAt = now;
    m_contents.expiresAt = now.addDays(m_days);
}

void ContentsRecorder::hideFields(const HeaderBlock &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        if (!CredentialFields.contains(name) && !HeaderBlock::sameName(name, "x-homeport-key"))
            continue;
        const qsizetype scheme = value.lastIndexOf(' ') + 1;
        hide(shareSecret(value.sliced(scheme).toByteArray()));
    }
}

void ContentsRecorder::removeHidden(QByteArray &bytes) const
{
    for (const SharedSecret &credential : m_hidden) {
        credential->reveal([&bytes](QByteArrayView secret) {
            if (secret.size() < TellingBeginning)
                return;
            if (bytes.contains(secret))
                bytes.replace(secret, Removed);
            for (qsizetype size = std::min(secret.size() - 1, bytes.size()); size >= TellingBeginning; --size) {
                if (bytes.endsWith(secret.first(size)))
                    return bytes.chop(size);
            }
        });
    }
}

} // namespace homeport
