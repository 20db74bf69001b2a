// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/walk.h"

#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

QString describe(const QWidget *widget)
{
    return u"%1 \"%2\" in %3"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                    widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

bool isInner(const QWidget *widget)
{
    return widget->objectName().startsWith(u"qt_") || qobject_cast<const QLineEdit *>(widget->parentWidget());
}

bool takesTab(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isEnabled() && !widget->focusProxy() && !isInner(widget);
}

namespace {

bool holdsText(const QWidget *widget)
{
    return qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
           || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractScrollArea *>(widget);
}

// What is scrolled away is in reach, what its place leaves no room for is not.
bool isBeyondAnEdge(const QWidget *widget)
{
    QRect place = widget->rect();
    bool canScroll = false;
    for (const QWidget *up = widget; !up->isWindow(); up = up->parentWidget()) {
        place.translate(up->pos());
        const QWidget *parent = up->parentWidget();
        const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
        const bool inArea = area && area->viewport() == parent;
        if (inArea && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff)
            return false;
        canScroll = canScroll || inArea;
        if (place.left() < 0 || place.right() >= parent->width() || (!canScroll && (place.top() < 0 || place.bottom() >= parent->height())))
            return true;
    }
    return false;
}

} // namespace

QStringList namelessFocusWidgets(const QWidget *root)
{
    QStringList found;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const bool isInPopup = widget->window() != root->window(); // a list that opens has its place in no order
        if (takesTab(widget) && !widget->isWindow() && !isInPopup && widget->accessibleName().isEmpty())
            found << describe(widget);
    }
    return found;
}

QStringList unreachableByTab(QWidget *root)
{
    QSet<const QWidget *> reached;
    for (int i = 0; i < 200; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : root, Qt::Key_Tab);
        if (const QWidget *now = QApplication::focusWidget())
            reached << now;
    }
    QStringList missed;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool otherOfGroup = button && button->group() && !button->isChecked(); // by arrow keys, as everywhere
        if (widget->isVisible() && takesTab(widget) && !otherOfGroup && !reached.contains(widget))
            missed << describe(widget);
    }
    return missed;
}

QStringList cutOffTexts(const QWidget *root)
{
    QStringList cut;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible() || isInner(widget))
            continue;
        if (holdsText(widget) && isBeyondAnEdge(widget))
            cut << u"%1 is beyond an edge"_s.arg(describe(widget));
        if (qobject_cast<const ElidedLabel *>(widget))
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->text().isEmpty()) {
            const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            const int width = label->wordWrap() ? 0 : label->sizeHint().width();
            if (label->height() < height || label->width() < width)
                cut << u"%1: %2"_s.arg(describe(label), label->text());
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !button->text().isEmpty()) {
            if (button->width() < button->sizeHint().width())
                cut << u"%1: %2"_s.arg(describe(button), button->text());
        }
    }
    return cut;
}

} // namespace homeport::test
