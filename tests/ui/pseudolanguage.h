// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

// Languages nobody speaks, for people and tests that look at layouts.
namespace homeport::test {

// Each text in brackets and at least 40 % longer, as many languages are: "Accounts" is "[Accounts ōōō]". A text without brackets is not
// translated, one without its last is cut off.
class LongLanguage final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char *context, const char *source, const char *comment, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

// Each letter one of Hebrew, and all from right to left; names, numbers and lines to copy stay as they are.
class MirroredLanguage final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char *context, const char *source, const char *comment, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace homeport::test
