// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/modelpattern.h"

#include <QPlainTextEdit>

namespace homeport {

// Aliases of models as text, one "name = model" a line.
class AliasLines final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit AliasLines(QWidget *parent = nullptr);

    void setAliases(const ModelAliases &aliases);
    // @p problem, for people: the first line that is none; empty: all is well.
    [[nodiscard]] ModelAliases aliases(QString *problem) const;
};

} // namespace homeport
