// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QSize IconSize(16, 16);

QString withoutEllipsis(QString text)
{
    return text.endsWith(u'…') ? text.chopped(1) : text;
}

// The style sheet's bold for the checked one is not in the style's idea of the size.
class Segment final : public QToolButton
{
public:
    using QToolButton::QToolButton;
    [[nodiscard]] QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        const int wider = QFontMetrics(bold).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
        return QToolButton::sizeHint() + QSize(std::max(0, wider), 0);
    }
};

} // namespace

QPushButton *makeButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAccessibleName(withoutEllipsis(text));
    button->setAutoDefault(false);
    return button;
}

QPushButton *makeButton(const Theme &theme, const QString &icon, const QString &text, QWidget *parent)
{
    QPushButton *button = makeButton(text, parent);
    button->setIcon(theme.icon(icon));
    button->setIconSize(IconSize);
    return button;
}

QPushButton *makePrimaryButton(const QString &text, QWidget *parent)
{
    QPushButton *button = makeButton(text, parent);
    button->setProperty("role", u"primary"_s);
    return button;
}

QPushButton *makeLinkButton(const Theme &theme, const QString &icon, const QString &text, QWidget *parent)
{
    QPushButton *button = makeButton(text, parent);
    button->setProperty("role", u"link"_s);
    button->setIcon(theme.icon(icon, &Colors::accent));
    button->setIconSize(IconSize);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QToolButton *makeIconButton(const Theme &theme, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme.icon(icon, &Colors::muted));
    button->setIconSize(IconSize);
    button->setFixedSize(32, 32);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

QToolButton *makeSegment(const QString &title, QWidget *parent)
{
    auto *button = new Segment(parent);
    button->setProperty("role", u"segment"_s);
    button->setText(title);
    button->setAccessibleName(title);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QHBoxLayout *makeButtonRow(std::initializer_list<QWidget *> buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    for (QWidget *button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace homeport
