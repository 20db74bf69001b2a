// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// What a request says about itself, read from a copy without changing a byte.
struct RequestFacts
{
    QString model;           // that it asks for; empty: it names none
    QString session;         // conversation it belongs to, by the protocol's own marks; empty: none. At most 200 characters
    qint64 maxTokens = -1;   // output tokens at most; -1: not said
    bool stream = false;     // the answer is to come as a stream
    bool longCache = false;  // asks for a cache entry of one hour
    bool modelTwice = false; // names its model twice: which one the provider takes is not known, so no rule on models holds

    bool operator==(const RequestFacts &) const = default;
};

} // namespace homeport
