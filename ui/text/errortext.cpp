// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/errortext.h"

#include "ui/text/isolate.h"

#include <QCoreApplication>

namespace homeport {

namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

} // namespace

QString errorText(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return ErrorText::tr("It was cancelled.");
    case Error::Code::Invalid:
        return ErrorText::tr("Something in it is not valid.");
    case Error::Code::NotFound:
        return ErrorText::tr("It is not there any more.");
    case Error::Code::Conflict:
        return ErrorText::tr("It is taken already.");
    case Error::Code::Unauthorized:
        return ErrorText::tr("It was refused.");
    case Error::Code::Locked:
        return ErrorText::tr("The vault is locked. Unlock it on the Overview page first.");
    case Error::Code::RateLimited:
        return ErrorText::tr("Too many requests for now. Try again in a moment.");
    case Error::Code::Unavailable:
        return ErrorText::tr("The service is not available at the moment. Try again later.");
    case Error::Code::Timeout:
        return ErrorText::tr("It took too long and was given up.");
    case Error::Code::Network:
        return ErrorText::tr("The network connection failed. Check that you are online.");
    case Error::Code::Storage:
        return ErrorText::tr("It could not be saved. Check that the disk has space and can be written to.");
    case Error::Code::Keychain:
        return ErrorText::tr("The keychain of this computer could not be used.");
    case Error::Code::Internal:
        return ErrorText::tr("Something unexpected went wrong.");
    }
    return {};
}

QString errorText(const Error &error)
{
    if (error.detail.isEmpty())
        return errorText(error.code);
    //: %1: a sentence on what failed; %2: technical details, in English
    return ErrorText::tr("%1 (%2)").arg(errorText(error.code), isolated(error.detail));
}

} // namespace homeport
