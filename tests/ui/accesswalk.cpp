// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/accesswalk.h"

#include "tests/ui/walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMetaEnum>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QSet>
#include <QSignalBlocker>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr int MostParts = 3; // that Tab goes through within one widget

bool isToActOn(QAccessible::Role role)
{
    static const QSet<QAccessible::Role> roles{
        QAccessible::PushButton, QAccessible::CheckBox,   QAccessible::RadioButton, QAccessible::EditableText, QAccessible::ComboBox,
        QAccessible::List,       QAccessible::Table,      QAccessible::Tree,        QAccessible::Slider,       QAccessible::SpinBox,
        QAccessible::ButtonMenu, QAccessible::Link,       QAccessible::PageTab,     QAccessible::Dial,         QAccessible::ButtonDropDown,
        QAccessible::MenuItem,   QAccessible::HotkeyField};
    return roles.contains(role);
}

QString lineOf(const QAccessibleInterface &at)
{
    const QAccessible::State state = at.state();
    QStringList words{QLatin1StringView(QMetaEnum::fromType<QAccessible::Role>().valueToKey(at.role())),
                      u'"' + at.text(QAccessible::Name) + u'"'};
    if (const QString more = at.text(QAccessible::Description); !more.isEmpty())
        words << u'(' + more.simplified() + u')';
    for (const auto &[on, word] : {std::pair{bool(state.focusable), u"focusable"_s}, std::pair{bool(state.disabled), u"disabled"_s},
                                   std::pair{bool(state.checked), u"checked"_s}, std::pair{bool(state.readOnly), u"read-only"_s}}) {
        if (on)
            words << word;
    }
    return words.join(u' ');
}

bool hasItems(QAccessible::Role role)
{
    return role == QAccessible::List || role == QAccessible::Table || role == QAccessible::Tree;
}

void read(QAccessibleInterface *at, int depth, ReadAloud *report)
{
    if (!at || !at->isValid() || at->state().invisible)
        return;
    const QString line = lineOf(*at);
    report->lines << QString(u"  "_s.repeated(depth) + line);
    const auto *widget = qobject_cast<const QWidget *>(at->object());
    const bool isSeparator = at->role() == QAccessible::Separator;
    const bool handsFocusOn = widget && widget->focusProxy(); // to what has the name
    const bool takesPart = isToActOn(at->role()) || (at->state().focusable && !handsFocusOn);
    if (!isSeparator && takesPart && at->text(QAccessible::Name).isEmpty()) {
        report->nameless << (widget ? QString(line + u", " + describe(widget)) : line);
    }
    if (hasItems(at->role()))
        return;
    for (int child = 0; child < at->childCount(); ++child)
        read(at->child(child), depth + 1, report);
}

// Lists that open and menus have their place in no order, the parts of a widget are the widget's business.
bool isToReach(const QWidget *widget, const QWidget *window)
{
    const QWidget *parent = widget->parentWidget();
    const bool isPart = isInner(widget) || qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent)
                        || qobject_cast<const QAbstractItemView *>(parent) || qobject_cast<const QHeaderView *>(widget)
                        || qobject_cast<const QScrollBar *>(widget);
    if (!widget->isVisible() || !widget->isEnabled() || widget->window() != window || isPart)
        return false;
    return takesTab(widget) || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
           || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget)
           || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
           || qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QAbstractSlider *>(widget);
}

bool isExclusive(const QAbstractButton &button)
{
    return button.isCheckable() && (button.group() ? button.group()->exclusive() : button.autoExclusive());
}

QList<QAbstractButton *> groupOf(const QAbstractButton &button)
{
    if (button.group())
        return button.group()->buttons();
    QList<QAbstractButton *> all = button.parentWidget()->findChildren<QAbstractButton *>(Qt::FindDirectChildrenOnly);
    all.removeIf([](const QAbstractButton *other) { return !isExclusive(*other) || other->group(); });
    return all;
}

// Where arrow keys lead from @p first within its group.
void walkGroup(QAbstractButton *first, QSet<const QWidget *> *reached)
{
    const QList<QAbstractButton *> group = groupOf(*first);
    std::vector<std::unique_ptr<QSignalBlocker>> quiet;
    for (QAbstractButton *button : group)
        quiet.push_back(std::make_unique<QSignalBlocker>(button));
    if (first->group())
        quiet.push_back(std::make_unique<QSignalBlocker>(first->group()));
    const auto checked = std::find_if(group.cbegin(), group.cend(), [](const QAbstractButton *button) { return button->isChecked(); });
    QList<QWidget *> from{first};
    while (!from.isEmpty()) {
        QWidget *start = from.takeFirst();
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
            start->setFocus(Qt::TabFocusReason);
            QTest::keyClick(start, key);
            QWidget *now = QApplication::focusWidget();
            if (now && !reached->contains(now) && group.contains(now)) {
                reached->insert(now);
                from << now;
            }
        }
    }
    if (checked != group.cend())
        (*checked)->setChecked(true);
    first->setFocus(Qt::TabFocusReason);
}

// The next one in order, as Tab should have gone.
void goPast(QWidget *trap)
{
    for (QWidget *next = trap->nextInFocusChain(); next != trap; next = next->nextInFocusChain()) {
        if (takesTab(next) && next->isVisible() && next->window() == trap->window())
            return next->setFocus(Qt::TabFocusReason);
    }
}

} // namespace

ReadAloud readAloud(QWidget *root)
{
    ReadAloud report;
    read(QAccessible::queryAccessibleInterface(root), 0, &report);
    return report;
}

QStringList keyboardProblems(QWidget *root)
{
    QWidget *window = root->window();
    QList<QPointer<QWidget>> wanted; // rows far from the view may be let go meanwhile
    qsizetype stops = 0;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        if (isToReach(widget, window))
            wanted << widget;
        stops += widget->isVisible() && takesTab(widget) && widget->window() == window;
    }
    if (wanted.isEmpty())
        return {};
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window))
        return {u"%1 can't be made active"_s.arg(describe(window))};
    QStringList problems;
    QSet<const QWidget *> reached;
    goPast(window); // to the first one: where the focus was must not matter
    const QPointer<QWidget> first = QApplication::focusWidget();
    QPointer<QWidget> before;
    for (qsizetype i = 0; i < 2 * wanted.size() + 20; ++i) {
        if (i > 0)
            QTest::keyClick(before ? before.data() : window, Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        for (int part = 1; part < MostParts && i > 0 && now && now == before; ++part) { // the minutes behind the hours
            QTest::keyClick(now, Qt::Key_Tab);
            now = QApplication::focusWidget();
        }
        if (i > 0 && now && now == before && stops > 1) {
            problems << u"%1 keeps the focus"_s.arg(describe(now));
            goPast(now);
            now = QApplication::focusWidget();
        }
        if (i > 0 && now && now == first)
            break; // once round
        if (now && !reached.contains(now)) {
            reached.insert(now);
            if (auto *button = qobject_cast<QAbstractButton *>(now); button && isExclusive(*button))
                walkGroup(button, &reached);
        }
        before = now;
    }
    for (const QPointer<QWidget> &widget : std::as_const(wanted)) {
        if (widget && widget->isVisible() && !reached.contains(widget) && !(widget->focusProxy() && reached.contains(widget->focusProxy())))
            problems << u"%1 is not reached"_s.arg(describe(widget));
    }
    return problems;
}

} // namespace homeport::test
