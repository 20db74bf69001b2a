// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/contentsshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "tests/ui/routesamples.h"
#include "ui/activity/contentsdialog.h"
#include "ui/keys/deletecontentsdialog.h"
#include "ui/keys/keyeditor.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void fill(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(listeningOverview());
    fillAccess(world.access);
    KeyPolicy keeping;
    keeping.contentsDays = 7;
    (void)world.access.setPolicy(1, keeping);
    QList<RequestRecord> requests{tracedRequest(1), tracedRequest(2), tracedRequest(3)};
    requests.last().key = u"Intern"_s;
    world.requests.apply(requests);
    world.contents.keep(world.activity.idOf(2), sampleContents(QDateTime({2026, 11, 23}, {9, 31}, Qt::UTC)));
}

void scrollDown(QWidget *of)
{
    settle();
    QScrollBar *bar = of->findChild<QScrollArea *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
}

void takeEditor(World &world, Theme &theme, Camera &camera)
{
    LocalKey key = keysInAllStates().at(0);
    key.policy.project = u"website"_s;
    KeyEditor off(world.services(), theme, key);
    off.show();
    camera.take(off, u"contents-editor-top"_s);
    scrollDown(&off);
    camera.take(off, u"contents-editor-off"_s);
    off.findChild<QCheckBox *>(u"keepContents"_s)->click();
    scrollDown(&off);
    camera.take(off, u"contents-editor-on"_s);
    off.resize(off.minimumSize());
    off.findChild<QLineEdit *>(u"contentsDays"_s)->setText(u"365"_s);
    off.findChild<QPushButton *>(u"save"_s)->click();
    camera.take(off, u"contents-editor-problem"_s);
}

void takeStates(World &world, Theme &theme, Camera &camera)
{
    for (const auto &[code, name] : {std::pair{Error::Code::Locked, u"locked"_s}, std::pair{Error::Code::NotFound, u"empty"_s},
                                     std::pair{Error::Code::Storage, u"error"_s}}) {
        world.contents.failWith = Error{code, code == Error::Code::Storage ? u"database disk image is malformed"_s : QString()};
        ContentsDialog dialog(world.contents, world.clipboard, theme, sampleRequest(7));
        dialog.show();
        camera.take(dialog, u"contents-"_s + name);
    }
    world.contents.failWith.reset();
    world.contents.hold = true;
    ContentsDialog dialog(world.contents, world.clipboard, theme, sampleRequest(7));
    dialog.show();
    camera.take(dialog, u"contents-loading"_s);
    world.contents.hold = false;
}

} // namespace

void takeContents(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    fill(world);
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Activity);
    settle();
    auto *table = window.findChild<QTableView *>(u"requests"_s);
    for (const auto &[row, name] : {std::pair{0, u"off"_s}, std::pair{1, u"kept"_s}, std::pair{2, u"gone"_s}}) {
        table->selectRow(row);
        QTest::qWait(200); // it asks after a pause
        scrollDown(window.findChild<QWidget *>(u"detail"_s));
        camera.take(window, u"contents-detail-"_s + name);
    }
    window.showPage(MainWindow::Page::Keys);
    auto *keys = window.findChild<QWidget *>(u"keysPage"_s);
    scrollDown(keys);
    camera.take(window, u"contents-card"_s);
    window.findChild<QPushButton *>(u"deleteContents"_s)->click();
    settle();
    window.findChild<DeleteContentsDialog *>()->findChild<QPushButton *>(u"confirmDelete"_s)->click();
    scrollDown(keys);
    camera.take(window, u"contents-deleted"_s);
    keys->findChild<QScrollArea *>()->ensureWidgetVisible(window.findChild<QWidget *>(u"key1"_s));
    camera.take(window, u"contents-badge"_s);
}

void takeContentsDialogs(Theme &theme, Camera &camera)
{
    World world;
    fill(world);
    takeEditor(world, theme, camera);
    KeptContents contents = sampleContents(QDateTime({2026, 11, 23}, {9, 31}, Qt::UTC));
    world.contents.keep(7, contents);
    ContentsDialog dialog(world.contents, world.clipboard, theme, sampleRequest(7));
    dialog.show();
    camera.take(dialog, u"contents-request"_s);
    dialog.findChild<QLineEdit *>(u"findInContents"_s)->setText(u"ships"_s);
    camera.take(dialog, u"contents-find"_s);
    dialog.findChild<QToolButton *>(u"answerSide"_s)->click();
    camera.take(dialog, u"contents-answer"_s);
    dialog.resize(dialog.minimumSize());
    camera.take(dialog, u"contents-answer-small"_s);
    contents.request.body.append(65'536 - contents.request.body.size(), 'x');
    contents.request.bodySize = 1'234'567;
    world.contents.keep(7, contents);
    dialog.findChild<QLineEdit *>(u"findInContents"_s)->clear();
    dialog.findChild<QToolButton *>(u"requestSide"_s)->click();
    camera.take(dialog, u"contents-cut-small"_s);
    contents.answer.body = QByteArray("\x1f\x8b\x08\x00", 4);
    contents.answer.bodySize = 48'000;
    contents.answer.head.replace("text/event-stream; charset=utf-8", "application/json\r\ncontent-encoding: gzip");
    world.contents.keep(7, contents);
    dialog.findChild<QToolButton *>(u"answerSide"_s)->click();
    camera.take(dialog, u"contents-binary-small"_s);
    takeStates(world, theme, camera);
    DeleteContentsDialog remove(world.contents, theme, {1204, 48'213'000, QDateTime({2026, 11, 3}, {14, 3}, Qt::UTC)});
    remove.show();
    camera.take(remove, u"contents-delete"_s);
    world.contents.failWith = Error{Error::Code::Storage, u"disk full"_s};
    remove.findChild<QPushButton *>(u"confirmDelete"_s)->click();
    camera.take(remove, u"contents-delete-failed"_s);
}

} // namespace homeport::test
