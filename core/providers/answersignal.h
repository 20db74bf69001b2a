// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/accountlimits.h"

#include <QList>

namespace homeport {

// What an answer says about the account that was asked (providers.md section 6). Nothing here is guessed from a clock.
struct AnswerSignal
{
    enum class Meaning {
        Served,        // 2xx
        RequestsFault, // other 4xx, "extra usage required", 429 without any rate-limit field: passed on, nobody is parked
        Burst,         // 429 with retry-after of seconds: parked that long; another account is tried at most once
        WindowSpent,   // a quota window is used up: parked until its reset
        FamilySpent,   // the same for one model family
        Overloaded,    // 529, 503: a short park, tried again by the next real request
        Unauthorized,  // 401
        Banned,        // 403 naming an account or organisation that is switched off
        ServerError,   // 500, 502, 504: passed on, nobody is parked
    };

    Meaning meaning = Meaning::Served;
    QDateTime until; // Burst, WindowSpent, FamilySpent, Overloaded where it said so: not before, UTC; null: not said
    QString family;  // FamilySpent
    QString why;     // the provider's message, at most 300 characters
};

} // namespace homeport
