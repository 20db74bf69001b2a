// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QVariant>

namespace homeport {

// A list of things of which some are chosen by ticking them.
class TickList final : public QListWidget
{
    Q_OBJECT

public:
    // @p name: what is listed and what a tick means, for screen readers.
    explicit TickList(const QString &name, QWidget *parent = nullptr);

    void addChoice(const QString &text, const QVariant &value, bool ticked);
    [[nodiscard]] QList<QVariant> ticked() const; // values, in the order of the list
};

} // namespace homeport
