// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"
#include "ui/widgets/flowlayout.h"

#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

// Items that are wrapped where their line has no room for them.
class TestFlowLayout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_place = std::make_unique<QWidget>(); }

    void whatFollowsAStretchStaysAtTheEndWhenItIsWrapped_data()
    {
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }

    void whatFollowsAStretchStaysAtTheEndWhenItIsWrapped()
    {
        QFETCH(bool, mirrored);
        m_place->setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        auto *flow = new FlowLayout(10, m_place.get());
        const QWidget *title = add(flow, 100);
        flow->addStretch();
        const QWidget *first = add(flow, 60);
        const QWidget *second = add(flow, 60);
        lay(QSize(400, 100));
        const auto endOf = [&](const QWidget *item) { return mirrored ? item->geometry().left() : 399 - item->geometry().right(); };
        QCOMPARE(endOf(second), 0);
        QCOMPARE(second->y(), title->y());
        m_place->resize(200, 100); // the second has no room any more
        QCoreApplication::sendPostedEvents();
        const auto nowEndOf = [&](const QWidget *item) { return mirrored ? item->geometry().left() : 199 - item->geometry().right(); };
        QCOMPARE(nowEndOf(first), 0);
        QCOMPARE(nowEndOf(second), 0);
        QVERIFY(second->y() > first->y());
    }

    void withoutAStretchALineStartsAtTheStart()
    {
        auto *flow = new FlowLayout(10, m_place.get());
        (void)add(flow, 100);
        const QWidget *wrapped = add(flow, 60);
        lay(QSize(120, 100));
        QCOMPARE(wrapped->pos(), QPoint(0, 30)); // one item and a gap below
    }

    void linesMayStandCloserThanItems()
    {
        auto *flow = new FlowLayout(32, m_place.get());
        flow->setLineGap(8);
        (void)add(flow, 100);
        const QWidget *wrapped = add(flow, 60);
        lay(QSize(120, 100));
        QCOMPARE(wrapped->pos(), QPoint(0, 28));
        QCOMPARE(flow->heightForWidth(120), 48);
    }

    // The style sheet makes it bold while it is checked.
    void aSegmentHasRoomForItsBoldTitle()
    {
        QToolButton *segment = makeSegment(u"Try it with something that is long"_s, m_place.get());
        QFont bold = segment->font();
        bold.setWeight(QFont::DemiBold);
        QToolButton plain(m_place.get());
        plain.setText(segment->text());
        plain.setFont(bold);
        QVERIFY2(segment->sizeHint().width() >= plain.sizeHint().width(), qPrintable(QString::number(segment->sizeHint().width())));
    }

private:
    QWidget *add(FlowLayout *flow, int width)
    {
        auto *item = new QWidget(m_place.get());
        item->setFixedSize(width, 20);
        flow->addWidget(item);
        return item;
    }
    void lay(const QSize &size)
    {
        m_place->resize(size);
        m_place->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
    }

    std::unique_ptr<QWidget> m_place;
};

QTEST_MAIN(TestFlowLayout)
#include "tst_flowlayout.moc"
