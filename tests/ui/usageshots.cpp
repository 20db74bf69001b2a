// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/usageshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/usage/usageexportdialog.h"
#include "ui/usage/usagefilter.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

struct Shot
{
    QString name;
    FakeUsage::Sample sample = FakeUsage::Sample::Busy;
    int period = 2; // place in the box
    int by = 0;
    int measure = 0;
    int view = 0;
    int key = 0; // pressed in the view
    bool filter = false;
};

void choose(QWidget *root, const QString &name, int index)
{
    auto *box = root->findChild<QComboBox *>(name);
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

void take(const Shot &shot, Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    world.overview.set(listeningOverview());
    world.usage.sample = shot.sample;
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Usage);
    auto *page = window.findChild<QWidget *>(u"usagePage"_s);
    choose(page, u"period"_s, shot.period);
    choose(page, u"by"_s, shot.by);
    choose(page, u"measure"_s, shot.measure);
    page->findChild<QToolButton *>(u"view%1"_s.arg(shot.view))->click();
    settle();
    if (shot.filter) {
        auto *filter = page->findChild<UsageFilter *>(u"usageFilter"_s);
        filter->choose(UsageDimension::Account, u"Shared research account of the platform group"_s);
        filter->choose(UsageDimension::Model, u"claude-opus-4-5"_s);
        settle();
    }
    if (shot.key != 0) {
        auto *view = page->findChild<QWidget *>(shot.view == 0 ? u"chart"_s : u"heatMap"_s);
        view->setFocus();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(view, static_cast<Qt::Key>(shot.key));
    }
    camera.take(window, u"usage-"_s + shot.name);
    if (shot.name == u"kinds") {
        page->findChild<QToolButton *>(u"copyPicture"_s)->click();
        if (!world.clipboard.image.isNull()) {
            QLabel picture;
            picture.setPixmap(QPixmap::fromImage(world.clipboard.image));
            picture.setFixedSize(picture.pixmap().deviceIndependentSize().toSize());
            picture.show();
            camera.take(picture, u"usage-picture"_s);
        }
        page->findChild<QAbstractButton *>(u"legend4"_s)->click();
        camera.take(window, u"usage-toggled"_s);
    }
}

void takeTrouble(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    world.overview.set(listeningOverview());
    world.usage.failWith = Error{Error::Code::Storage, u"database disk image is malformed"_s};
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Usage);
    camera.take(window, u"usage-error"_s);
    world.usage.failWith.reset();
    world.usage.hold = true;
    window.findChild<QToolButton *>(u"earlier"_s)->click();
    QTest::qWait(300);
    camera.take(window, u"usage-loading"_s);
}

void takeExport(Theme &theme, Camera &camera)
{
    World world;
    ExportQuestion question;
    UsageExportDialog dialog(world.usage, theme, world.prompt, question,
                             u"Single requests of 5 May – 3 Jun 2026, newest first. Account: Shared research account only."_s,
                             u"homeport-requests-2026-05-05"_s);
    dialog.findChild<QLineEdit *>(u"file"_s)->setText(u"/home/user/Documents/homeport-requests-2026-05-05.jsonl"_s);
    dialog.show();
    camera.take(dialog, u"usage-export"_s);
    auto *start = dialog.findChild<QPushButton *>(u"export"_s);
    start->click();
    Q_EMIT world.usage.run->progressed(12'500, 42);
    camera.take(dialog, u"usage-export-progress"_s);
    Q_EMIT world.usage.run->finished(
        Error{Error::Code::Storage, u"/home/user/Documents/requests.jsonl can't be written: No space left."_s});
    camera.take(dialog, u"usage-export-failed"_s);
    start->click();
    Q_EMIT world.usage.run->finished(31'204);
    camera.take(dialog, u"usage-export-done"_s);
}

} // namespace

void takeUsage(Theme &theme, Camera &camera, const QSize &size)
{
    using enum FakeUsage::Sample;
    const Shot shots[] = {{.name = u"kinds"_s},
                          {.name = u"hover"_s, .key = Qt::Key_Left},
                          {.name = u"today"_s, .period = 0},
                          {.name = u"month"_s, .period = 3},
                          {.name = u"filter"_s, .by = 4, .filter = true},
                          {.name = u"week-accounts"_s, .period = 1, .by = 1, .measure = 1, .key = Qt::Key_Left},
                          {.name = u"months-models"_s, .period = 4, .by = 2, .key = Qt::Key_Right},
                          {.name = u"empty"_s, .sample = Nothing},
                          {.name = u"one"_s, .sample = OnePoint},
                          {.name = u"huge"_s, .sample = Huge, .period = 4},
                          {.name = u"gaps"_s, .sample = Gaps},
                          {.name = u"failures"_s, .sample = Failures},
                          {.name = u"table"_s, .view = 1},
                          {.name = u"table-models"_s, .by = 2, .view = 1},
                          {.name = u"table-huge"_s, .sample = Huge, .period = 4, .view = 1},
                          {.name = u"year"_s, .view = 2},
                          {.name = u"year-hover"_s, .measure = 1, .view = 2, .key = Qt::Key_Left},
                          {.name = u"year-one"_s, .sample = OnePoint, .view = 2}};
    for (const Shot &shot : shots)
        take(shot, theme, camera, size);
    takeTrouble(theme, camera, size);
    takeExport(theme, camera);
}

} // namespace homeport::test
