// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/toolsetup/toolsearch.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace homeport {

// Finds a tool and its version. Lives in a thread with an event loop and never blocks it longer than findTool() takes. Where no file
// tells the version, the program is asked with the recipe's arguments: no input, what it says on stderr is dropped, and it is ended
// after the time-out.
class ToolDetector final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds DefaultTimeout{3000};

    explicit ToolDetector(ToolPlaces places, std::chrono::milliseconds timeout = DefaultTimeout, QObject *parent = nullptr);
    ~ToolDetector() override; // programs that are still asked are ended; their futures are cancelled

    // Always a value: an empty executable is a tool that is not there, an empty version one that would not tell.
    [[nodiscard]] QFuture<Result<FoundTool>> detect(const DetectionRecipe &recipe);

private:
    ToolPlaces m_places;
    std::chrono::milliseconds m_timeout;
};

// The first thing in what a program said that looks like a version: "2.1.330 (Claude Code)" -> "2.1.330".
[[nodiscard]] QString versionFrom(const QByteArray &output);

} // namespace homeport
