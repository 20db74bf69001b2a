// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QIconEngine>

#include <functional>

namespace homeport {

// Draws one line icon in whatever colour is right at that moment; disabled ones fade.
class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, std::function<QColor()> color);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] bool isNull() override { return false; }
    [[nodiscard]] QIconEngine *clone() const override;

private:
    QString m_name;
    std::function<QColor()> m_color;
};

} // namespace homeport
