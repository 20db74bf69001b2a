// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/flowlayout.h"

#include <QFrame>

class QVBoxLayout;

namespace homeport {

// A titled group on a page. body() is where its content goes; header() takes actions beside the title, below it where there is
// no room.
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] FlowLayout *header() const { return m_header; }
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

private:
    FlowLayout *m_header;
    QVBoxLayout *m_body;
};

} // namespace homeport
