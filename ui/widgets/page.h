// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/flowlayout.h"

#include <QWidget>

class QVBoxLayout;

namespace homeport {

// The frame of a page: title with actions beside it, or below it where there is no room, then the content. Scrolling pages keep their content
// to a readable width.
class PageFrame final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Fixed, Scrolling, Filling }; // Filling: as wide as there is room, and scrolling where that is too low

    PageFrame(const QString &title, Kind kind, QWidget *parent = nullptr);

    [[nodiscard]] FlowLayout *header() const { return m_header; }
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    [[nodiscard]] QVBoxLayout *footer() const { return m_footer; } // below what scrolls

private:
    FlowLayout *m_header;
    QVBoxLayout *m_body;
    QVBoxLayout *m_footer;
};

} // namespace homeport
