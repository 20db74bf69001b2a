// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/camera.h"
#include "tests/ui/scenes.h"
#include "tests/ui/walk.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

constexpr int LeastPixels = 30; // more than a text cursor

// Widgets of one kind are drawn by the same rules of the style sheet.
QString kindOf(const QWidget *widget)
{
    QStringList words{QLatin1StringView(widget->metaObject()->className()), widget->property("role").toString()};
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && button->isChecked())
        words << u"checked"_s;
    const auto *line = qobject_cast<const QLineEdit *>(widget);
    const auto *text = qobject_cast<const QPlainTextEdit *>(widget);
    if ((line && line->isReadOnly()) || (text && text->isReadOnly()))
        words << u"read-only"_s;
    if (widget->property("invalid").toString() == u"true")
        words << u"invalid"_s;
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget()) {
        if (up->property("role").toString() == u"bar")
            words << u"in a bar"_s;
    }
    words.removeAll(QString());
    return words.join(u' ');
}

int differentPixels(const QImage &one, const QImage &other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += one.pixel(x, y) != other.pixel(x, y);
    }
    return count;
}

// Compares one widget of each kind with itself, with and without the focus.
class ComparingCamera final : public Camera
{
public:
    ComparingCamera() : Camera(u"focus"_s) {}

    QSet<QString> kinds;
    QStringList unseen;

protected:
    void look(QWidget &widget, const QString &name) override
    {
        const QWidget *modal = QApplication::activeModalWidget();
        if (qobject_cast<QMenu *>(&widget) || (modal && modal != widget.window()))
            return;
        widget.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(widget.window()));
        for (QWidget *one : widget.findChildren<QWidget *>()) {
            const bool canHaveIt = one->isVisible() && one->window() == widget.window() && takesTab(one) && !one->size().isEmpty();
            if (!canHaveIt || kinds.contains(kindOf(one)))
                continue;
            kinds.insert(kindOf(one));
            compare(one, name);
        }
    }

private:
    void compare(QWidget *one, const QString &scene)
    {
        if (QWidget *focused = QApplication::focusWidget())
            focused->clearFocus();
        settle();
        const QImage without = one->grab().toImage();
        one->setFocus(Qt::TabFocusReason);
        settle();
        if (!one->hasFocus()) {
            unseen << u"%1 in %2 does not take the focus: %3"_s.arg(kindOf(one), scene, describe(one));
            return;
        }
        const QImage with = one->grab().toImage();
        const int different = with.size() == without.size() ? differentPixels(with, without) : LeastPixels;
        if (different < LeastPixels)
            unseen << u"%1 in %2 shows only %3 pixels of its focus: %4"_s.arg(kindOf(one), scene, QString::number(different),
                                                                              describe(one));
    }
};

} // namespace

// Whoever goes by the keyboard sees where they are.
class TestFocusLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindShowsItsFocus_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void everyKindShowsItsFocus()
    {
        QFETCH(const ThemeChoice, choice);
        m_theme.setChoice(choice);
        ComparingCamera camera;
        for (const Scene &scene : pageScenes() + dialogScenes())
            scene.play(m_theme, camera, QSize(1280, 800));
        for (const QString &text : std::as_const(camera.unseen)) // Qt Test cuts a long message off
            qWarning().noquote() << text;
        QCOMPARE(camera.unseen.size(), 0);
        for (const QString &kind :
             {u"QPushButton"_s, u"QPushButton primary"_s, u"QPushButton link"_s, u"QToolButton"_s, u"QToolButton segment"_s,
              u"QToolButton segment checked"_s, u"QLineEdit"_s, u"QLineEdit read-only"_s, u"QLineEdit invalid"_s, u"QComboBox"_s,
              u"QCheckBox"_s, u"QCheckBox checked"_s, u"QScrollArea inner"_s, u"homeport::NavigationButton checked"_s})
            QVERIFY2(camera.kinds.contains(kind), qPrintable(kind + u" was not looked at"));
    }

private:
    Theme m_theme{*qApp, ThemeChoice::Light};
};

QTEST_MAIN(TestFocusLook)
#include "tst_focuslook.moc"
