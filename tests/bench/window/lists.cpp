// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lists.h"

#include "tests/ui/fakes.h"
#include "tests/ui/routesamples.h"
#include "ui/accounts/accountspage.h"
#include "ui/keys/keyspage.h"
#include "window/measure.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace homeport::bench {

namespace {

constexpr int Count = 1000;
constexpr int Again = 5;
constexpr QSize WindowSize(1100, 720);

// A page of its own, told apart by whether it has been brought up to date on its screen. What is done to it is done in a turn of the event
// loop, so that the stall has it.
class Screen final : public QObject
{
public:
    explicit Screen(QWidget &page) : m_page(page)
    {
        page.resize(WindowSize);
        page.installEventFilter(this);
        page.show();
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_isPainted = m_isPainted || event->type() == QEvent::UpdateRequest;
        return QObject::eventFilter(watched, event);
    }
    void change(const std::function<void()> &how)
    {
        m_isPainted = false;
        QMetaObject::invokeMethod(&m_page, how, Qt::QueuedConnection);
    }
    [[nodiscard]] bool isPainted() const { return m_isPainted; }
    [[nodiscard]] bool shows(const QString &name) const { return m_isPainted && m_page.findChild<QWidget *>(name); }

private:
    QWidget &m_page;
    bool m_isPainted = false;
};

void useQuotas(test::World &world, double used)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (qint64 id = 1; id <= Count; ++id)
        world.routing.limits[id].quotas = {QuotaWindow{u"5h"_s, {}, used, -1, -1, now.addSecs(7200), u"x"_s, now}};
    Q_EMIT world.routing.limitsChanged();
}

bool measureAccounts(WatchingApplication &application, const Theme &theme)
{
    test::World world;
    world.accounts.providers = test::sampleProviders();
    QList<Account> accounts;
    for (int id = 1; id <= Count; ++id)
        accounts << test::sampleAccount(id, u"account %1"_s.arg(id));
    AccountsPage page(world.services(), theme);
    Screen screen(page);
    QScrollBar *bar = page.findChild<QScrollArea *>(u"accountList"_s)->verticalScrollBar();
    const auto arrive = [&](int) { screen.change([&] { world.accounts.set(accounts); }); };
    const auto clear = [&] { world.accounts.set({}); };
    const auto use = [&](int turn) { screen.change([&world, turn] { useQuotas(world, turn % 2 == 0 ? 0.5 : 0.2); }); };
    const auto jump = [&](int turn) { screen.change([bar, turn] { bar->setValue(turn % 2 == 0 ? bar->maximum() / 2 : 0); }); };
    const auto showsFirst = [&] { return screen.shows(u"account1"_s); };
    const auto isPainted = [&] { return screen.isPainted(); };
    return run(application, {"1,000 accounts arrive", Again, arrive, showsFirst, clear})
           && run(application, {"their quotas change", Again, use, isPainted})
           && run(application, {"a jump to the middle and back", Again, jump, isPainted});
}

bool measureKeys(WatchingApplication &application, const Theme &theme)
{
    test::World world;
    world.accounts.providers = test::sampleProviders();
    world.overview.set(test::listeningOverview());
    QList<LocalKey> keys;
    for (int id = 1; id <= Count; ++id) {
        keys << test::sampleKey(id, u"key %1"_s.arg(id));
        keys.last().policy = test::fullPolicy();
    }
    KeysPage page(world.services(), theme);
    Screen screen(page);
    const auto arrive = [&](int) { screen.change([&] { world.access.set(keys); }); };
    const auto clear = [&] { world.access.set({}); };
    const auto use = [&](int turn) {
        screen.change([&world, turn] {
            for (qint64 id = 1; id <= Count; ++id)
                world.access.usage.insert(id, {id, 1, 0, turn, 1, 1, 1, 1, 1, 0});
            Q_EMIT world.access.usageChanged();
        });
    };
    const auto showsNewest = [&] { return screen.shows(u"key1000"_s); };
    const auto isPainted = [&] { return screen.isPainted(); };
    return run(application, {"1,000 keys arrive", Again, arrive, showsNewest, clear})
           && run(application, {"their usage changes", Again, use, isPainted});
}

} // namespace

bool measureLists(WatchingApplication &application, const Theme &theme)
{
    return measureAccounts(application, theme) && measureKeys(application, theme);
}

} // namespace homeport::bench
