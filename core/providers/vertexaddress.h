// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace homeport {

// Where Vertex AI serves an account: its models stand below a project and a region.
struct VertexPlace
{
    QString project; // its id, or its number
    QString region;  // "us-central1", "global"

    bool operator==(const VertexPlace &) const = default;
};

// The base URL of such an account: "https://us-central1-aiplatform.googleapis.com/v1/projects/P/locations/us-central1/publishers/google". @p host:
// the profile's base URL, whose "{region}" is put in ("{region}-" goes for "global"), or an address of the user's own, tidied by
// checkedBaseUrl(). Invalid: the project or the region can't be one.
[[nodiscard]] Result<QString> vertexBaseUrl(const QString &host, const VertexPlace &place);

// The place in such a base URL; nothing: it is none.
[[nodiscard]] std::optional<VertexPlace> vertexPlaceOf(const QString &baseUrl);

} // namespace homeport
