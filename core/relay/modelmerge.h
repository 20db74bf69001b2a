// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/modelpattern.h"
#include "core/relay/modelfetch.h"
#include "core/routing/router.h"

#include <memory>
#include <vector>

namespace homeport {

// What is known of one account's models in one protocol.
struct KnownModels
{
    const RelayAccount *account = nullptr;
    Protocol protocol = Protocol::Anthropic;
    std::shared_ptr<const ModelList> list; // null: none is known
};

// Who asks for a list, and how it is to look.
struct ModelQuestion
{
    RouteQuestion route; // its protocol is the asker's
    ModelShape shape = ModelShape::Anthropic;
    QByteArray codexVersion; // of Codex; empty: it is not Codex that asks
    ModelAliases aliases;    // that hold for the key
};

// One list of several, each model once. The account's rules and the key's models hold; names that an account's rules allow count as known, and
// aliases stand beside what they lead to. First what the asker's protocol can ask for, then the rest, each by name. Of a model in several lists that
// description counts which has the shape that is wanted. Pure.
[[nodiscard]] QList<ListedModel> mergedModels(const std::vector<KnownModels> &known, const ModelQuestion &question);

} // namespace homeport
