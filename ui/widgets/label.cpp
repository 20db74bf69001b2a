// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QApplication>
#include <QLabel>
#include <QStyle>
#include <QVariant>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QLabel *makeLabel(const QString &text, const QFont &font, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *makeHeading(const QString &text, const QFont &font, QWidget *parent)
{
    QLabel *heading = makeLabel(text, font, parent);
    QSizePolicy policy = heading->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Expanding);
    heading->setSizePolicy(policy);
    return heading;
}

QLabel *makeMutedLabel(const QString &text, QWidget *parent)
{
    QLabel *label = makeLabel(text, QApplication::font(), parent);
    label->setProperty("role", u"muted"_s);
    return label;
}

void setStyleProperty(QWidget *widget, const char *name, const QString &value)
{
    if (widget->property(name).toString() == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setTone(QWidget *widget, Tone tone)
{
    static constexpr const char16_t *Names[] = {u"neutral", u"good", u"info", u"warning", u"bad"};
    setStyleProperty(widget, "tone", QString::fromUtf16(Names[static_cast<std::size_t>(tone)]));
}

} // namespace homeport
