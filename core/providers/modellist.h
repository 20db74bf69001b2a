// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace homeport {

// How a list of models looks. Codex: what its own servers give Codex (`models` with `slug`), which says far more of a model than others do.
enum class ModelShape { Anthropic, OpenAi, Gemini, Codex };

// One model as a provider lists it.
struct ListedModel
{
    QString id;           // as requests name it, without "models/" in front
    QString displayName;  // empty: not said
    qint64 createdAt = 0; // seconds since 1970; 0: not said
    QString owner;        // whose it is, for the shape that wants to know
    ModelShape shape = ModelShape::Anthropic;
    QByteArray description; // the provider's own object in that shape, byte for byte; empty: there is none

    bool operator==(const ListedModel &) const = default;
};

// One answer to a question for models; lists that are long come in several.
struct ModelPage
{
    QList<ListedModel> models; // what names no model is left out
    QByteArray next;           // what the next page is asked for with; empty: this is the last
};

inline constexpr qsizetype MostModelsAPage = 1000; // that we ask for

// Reads a list in any of the shapes; providers mix them (a compatible one lists OpenAI's objects, some without anything around the list).
// Null: it is none.
[[nodiscard]] std::optional<ModelPage> readModelPage(QByteArrayView body);

// Path and query of the question, as apiCallOf() knows them. @p next: of the page before; empty: the first. @p codexVersion: asks for Codex's
// shape, in OpenAI's protocol; empty: it is not asked for.
[[nodiscard]] QByteArray modelListTarget(Protocol protocol, const QByteArray &next, const QByteArray &codexVersion);

} // namespace homeport
