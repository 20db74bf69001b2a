// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"
#include "core/base/secret.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/usage/keptcontents.h"

#include <vector>

namespace homeport {

// Copies what one request and its answer hold, as far as the policy of its key says. The request as the tool sent it, the answer as it
// goes out to the tool. Lives in the relay thread; there is none for a key that keeps nothing.
class ContentsRecorder final : public ResponseTap
{
public:
    // @p pathKey: the key that stood in the path; empty: none did.
    ContentsRecorder(const KeyPolicy &policy, const QByteArray &pathKey);

    // A credential of an account that is asked: it is kept nowhere, should an answer repeat it. So are those the tool sent in fields.
    void hide(const SharedSecret &credential) { m_hidden.push_back(credential); }
    // Once, when the request has ended and its body is still there.
    void finish(const HttpRequest &request, const QDateTime &now);
    [[nodiscard]] KeptContents take() { return std::move(m_contents); }

private:
    void headSent(QByteArrayView head) override;
    void bodySent(QByteArrayView chunk) override;
    void hideFields(const HeaderBlock &headers);
    void removeHidden(QByteArray &bytes) const;

    qsizetype m_most;
    int m_days;
    bool m_keyInPath;
    std::vector<SharedSecret> m_hidden;
    KeptContents m_contents;
};

} // namespace homeport
