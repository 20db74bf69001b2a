// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/routediagram.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RouteDiagram::RouteDiagram(const Theme &theme, QWidget *parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    [[maybe_unused]] const QLabel *tools = addStation(theme, u"tools"_s, tr("Your tools"), tr("send a local key"));
    addArrow(theme);
    m_address = addStation(theme, u"homeport"_s, {}, tr("puts an account's credential in"));
    m_address->setObjectName(u"firstRunStation"_s);
    addArrow(theme);
    [[maybe_unused]] const QLabel *provider = addStation(theme, u"browser"_s, tr("The account's provider"), tr("answers as always"));
}

void RouteDiagram::setAddress(const QString &address)
{
    m_address->setText(address);
    setAccessibleName(
        tr("A tool's request goes to %1 on this computer, and from there to the provider of one of your accounts.").arg(address));
}

QLabel *RouteDiagram::addStation(const Theme &theme, const QString &icon, const QString &title, const QString &text)
{
    auto *picture = new IconLabel(32, this);
    picture->setIcon(theme.icon(icon, &Colors::accent));
    QLabel *name = makeLabel(title, strongFont(), this);
    name->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    QLabel *does = makeMutedLabel(text, this);
    does->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    auto *station = new QVBoxLayout;
    station->setSpacing(4);
    station->addWidget(picture, 0, Qt::AlignHCenter);
    station->addWidget(name);
    station->addWidget(does);
    station->addStretch();
    m_row->addLayout(station, 1);
    return name;
}

void RouteDiagram::addArrow(const Theme &theme)
{
    auto *arrow = new IconLabel(24, this);
    arrow->setIcon(theme.icon(u"forward"_s, &Colors::muted));
    auto *column = new QVBoxLayout;
    column->addSpacing(4); // level with the pictures
    column->addWidget(arrow);
    column->addStretch();
    m_row->addLayout(column);
}

} // namespace homeport
