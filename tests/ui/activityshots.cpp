// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/activityshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "tests/ui/routesamples.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagefilter.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

const Error Unreadable{Error::Code::Storage, u"database disk image is malformed"_s};

RequestRecord fullRequest(quint64 id)
{
    RequestRecord record = tracedRequest(id);
    record.startedAt = QDateTime::currentDateTimeUtc().addDays(-40);
    record.project = u"website"_s;
    record.session = u"0f2c7a1e-5b7d-4f0e-9a54-3c1d2e4f5a6b"_s;
    record.prices = u"2026-11-01 published"_s;
    record.trace.queuedMs = 1200;
    record.trace.heldMs = 3100;
    record.firstByteMs = 5200;
    record.durationMs = 14'800;
    record.usage.reasoning = 310;
    record.usage.cacheWrite1h = 2048;
    record.detail = QString();
    return record;
}

class Stage final
{
public:
    Stage(Theme &theme, const QSize &size, bool opened = true) : m_theme(theme), m_size(size)
    {
        world.overview.set(listeningOverview());
        if (opened)
            open();
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(world.services(), m_theme);
        m_window->resize(m_size);
        m_window->show();
        m_window->showPage(MainWindow::Page::Activity);
        settle();
    }
    template <typename T>
    T *find(const QString &name)
    {
        return m_window->findChild<QWidget *>(u"activityPage"_s)->findChild<T *>(name);
    }
    void search(const QString &text)
    {
        find<QLineEdit>(u"filter"_s)->setText(text);
        QTest::keyClick(find<QLineEdit>(u"filter"_s), Qt::Key_Return);
        settle();
    }
    void step()
    {
        world.activity.answer();
        settle();
    }
    [[nodiscard]] MainWindow &window() { return *m_window; }

    World world;

private:
    Theme &m_theme;
    QSize m_size;
    std::unique_ptr<MainWindow> m_window;
};

void fill(World &world)
{
    world.activity.storeOld(5000);
    world.activity.store({fullRequest(1)});
    world.activity.total = 9'812'345;
    QList<RequestRecord> today = sampleRequests(2, 9);
    for (RequestRecord &record : today)
        record.startedAt = QDateTime::currentDateTimeUtc().addSecs(-600 + static_cast<qint64>(record.id) * 20);
    today << waitingRequest(12, RequestRecord::Phase::Held) << sampleRequest(11, RequestRecord::Outcome::Running);
    today.last().startedAt = QDateTime::currentDateTimeUtc();
    world.requests.apply(today);
}

void takeList(Theme &theme, Camera &camera, const QSize &size)
{
    Stage stage(theme, size, false);
    fill(stage.world);
    stage.open();
    camera.take(stage.window(), u"activity-ledger"_s);
    auto *table = stage.find<QTableView>(u"requests"_s);
    table->selectRow(10); // the full one
    settle();
    camera.take(stage.window(), u"activity-old"_s);
    stage.world.activity.failWith = Unreadable;
    table->selectRow(12);
    camera.take(stage.window(), u"activity-notrace"_s);
    stage.world.activity.failWith.reset();
    table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
    camera.take(stage.window(), u"activity-below"_s);
    stage.find<UsageFilter>(u"requestNames"_s)->choose(UsageDimension::Account, u"OpenRouter"_s);
    stage.find<UsageFilter>(u"requestNames"_s)->choose(UsageDimension::Model, u"claude-haiku-4-5"_s);
    stage.find<QComboBox>(u"status"_s)->setCurrentIndex(1);
    camera.take(stage.window(), u"activity-filter"_s);
    stage.search(u"nothing like this"_s);
    camera.take(stage.window(), u"activity-nomatch"_s);
}

void takeSearch(Theme &theme, Camera &camera, const QSize &size)
{
    Stage stage(theme, size, false);
    fill(stage.world);
    stage.world.activity.lookAt = 600;
    stage.open();
    stage.world.activity.hold = true;
    stage.search(u"session-43"_s);
    stage.step();
    QTest::qWait(250); // only what takes long is told
    camera.take(stage.window(), u"activity-searching"_s);
    stage.step();
    camera.take(stage.window(), u"activity-found"_s);
    stage.find<QPushButton>(u"stopSearch"_s)->click();
    camera.take(stage.window(), u"activity-stopped"_s);
}

void takeTrouble(Theme &theme, Camera &camera, const QSize &size)
{
    Stage empty(theme, size);
    camera.take(empty.window(), u"activity-nothing"_s);
    Stage broken(theme, size, false);
    broken.world.activity.failWith = Unreadable;
    broken.open();
    camera.take(broken.window(), u"activity-error"_s);
    broken.world.requests.apply(sampleRequests(1, 6));
    camera.take(broken.window(), u"activity-thisrun"_s);
    Stage slow(theme, size, false);
    slow.world.activity.hold = true;
    slow.open();
    QTest::qWait(250);
    camera.take(slow.window(), u"activity-loading"_s);
}

} // namespace

void takeActivity(Theme &theme, Camera &camera, const QSize &size)
{
    takeList(theme, camera, size);
    takeSearch(theme, camera, size);
    takeTrouble(theme, camera, size);
}

} // namespace homeport::test
