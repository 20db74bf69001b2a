// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/authorizationerror.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QStringView Denied = u"access_denied";

struct Meaning
{
    QStringView error;
    Error::Code code;
    QStringView sentence;
};

constexpr QStringView NotCompleted = u"The provider's page was not completed. Start again and finish what it asks for.";

constexpr std::array Meanings{
    Meaning{Denied, Error::Code::Unauthorized, u"The sign-in was declined."},
    Meaning{u"server_error", Error::Code::Unavailable, u"The provider has trouble of its own. Try again later."},
    Meaning{u"temporarily_unavailable", Error::Code::Unavailable, u"The provider is busy or being serviced. Try again later."},
    Meaning{u"unauthorized_client", Error::Code::Unauthorized,
            u"The provider does not let this OAuth client sign in. Check how the client is registered there."},
    Meaning{u"invalid_client", Error::Code::Unauthorized, u"The provider does not know this OAuth client. Check its client id."},
    Meaning{u"invalid_scope", Error::Code::Unauthorized,
            u"The provider does not grant the scopes that were asked for. Check what the client is allowed there."},
    Meaning{u"invalid_request", Error::Code::Unauthorized,
            u"The provider does not accept what it was asked. Check the client id and the addresses it is registered with."},
    Meaning{u"unsupported_response_type", Error::Code::Unauthorized,
            u"The provider does not hand out authorization codes. Check how the client is registered there."},
    Meaning{u"login_required", Error::Code::Unauthorized, NotCompleted},
    Meaning{u"interaction_required", Error::Code::Unauthorized, NotCompleted},
    Meaning{u"consent_required", Error::Code::Unauthorized, NotCompleted},
    Meaning{u"account_selection_required", Error::Code::Unauthorized, NotCompleted},
};

constexpr Meaning Other{{}, Error::Code::Unauthorized, u"The provider refused the sign-in."};

Meaning meaningOf(QStringView error)
{
    for (const Meaning &known : Meanings)
        if (known.error == error)
            return known;
    return Other;
}

} // namespace

Error authorizationError(const Redirect &redirect)
{
    const Meaning meaning = meaningOf(redirect.error);
    QString detail = meaning.sentence + u" The provider says: "_s + redirect.error;
    if (!redirect.errorDescription.isEmpty())
        detail += u": "_s + redirect.errorDescription;
    return {meaning.code, detail};
}

bool isDenial(const Redirect &redirect)
{
    return redirect.error == Denied;
}

} // namespace homeport
