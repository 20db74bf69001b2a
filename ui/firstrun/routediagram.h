// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace homeport {

class Theme;

// A request's way in a picture: tools, the address on this computer, the provider of an account.
class RouteDiagram final : public QWidget
{
    Q_OBJECT

public:
    explicit RouteDiagram(const Theme &theme, QWidget *parent = nullptr);

    void setAddress(const QString &address); // "127.0.0.1:8642"

private:
    [[nodiscard]] QLabel *addStation(const Theme &theme, const QString &icon, const QString &title, const QString &text);
    void addArrow(const Theme &theme);

    QHBoxLayout *m_row;
    QLabel *m_address;
};

} // namespace homeport
