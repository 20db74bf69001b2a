// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/accountshots.h"
#include "tests/ui/activityshots.h"
#include "tests/ui/camera.h"
#include "tests/ui/contentsshots.h"
#include "tests/ui/desktopshots.h"
#include "tests/ui/fakes.h"
#include "tests/ui/firstrunshots.h"
#include "tests/ui/keyshots.h"
#include "tests/ui/pictures.h"
#include "tests/ui/proxyshots.h"
#include "tests/ui/pseudolanguage.h"
#include "tests/ui/quotashots.h"
#include "tests/ui/settingsshots.h"
#include "tests/ui/toolshots.h"
#include "tests/ui/transfershots.h"
#include "tests/ui/usageshots.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/mainwindow.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTextStream>
#include <QToolButton>

// Writes PNGs of every page and dialog into a folder, for people to look at: homeport_screenshots FOLDER [LANGUAGE], where LANGUAGE is
// one the window speaks, "long" or "mirrored", or "pictures": the README's. With QT_SCALE_FACTOR=2 in the environment as on a screen of 200 %.
using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

enum class Filling { Empty, Full, Bad };

void fill(World &world, Filling filling)
{
    world.accounts.providers = sampleProviders();
    Overview overview = listeningOverview();
    if (filling == Filling::Bad) {
        overview.relay = Overview::Relay::Failed;
        overview.relayError = {Error::Code::Conflict, u"address in use"_s};
        overview.vault = Overview::VaultState::Locked;
        overview.vaultAsksPassphrase = true;
        overview.vaultError = {Error::Code::Unauthorized, u"wrong passphrase"_s};
    }
    overview.demo = filling == Filling::Full;
    overview.hasRecoveryCode = filling != Filling::Full;
    if (filling != Filling::Empty) {
        overview.keys = {sampleKey(1, u"Claude Code"_s),
                         sampleKey(2, u"Nightly evaluation scripts of the whole team on this workstation"_s)};
        Account router = sampleAccount(2, u"OpenRouter"_s, Account::State::Paused);
        router.providerId = u"openrouter"_s;
        router.credential = Account::Credential::OAuth;
        router.baseUrl = u"https://openrouter.ai/api"_s;
        Account longName = sampleAccount(3, u"Shared research account of the platform group"_s, Account::State::NeedsSignIn);
        longName.providerId = u"anthropic-compatible"_s;
        longName.baseUrl = u"https://gateway.internal.example.com/llm/anthropic/eu-central-1/production"_s;
        world.accounts.set({sampleAccount(1, u"Work"_s), router, longName});
        QList<RequestRecord> requests = sampleRequests(1, 60);
        using enum RequestRecord::Outcome;
        const RequestRecord::Outcome outcomes[] = {Refused, UpstreamFailed, UpstreamClosed, ClientClosed, TimedOut, Cancelled};
        for (quint64 i = 0; i < 6; ++i)
            requests << sampleRequest(61 + i, outcomes[i]);
        requests << sampleRequest(67) << sampleRequest(68, Running) << sampleRequest(69, Running);
        requests.last().tool = u"a-rather-long-tool-name-from-a-user-agent/12.34.56"_s;
        requests.last().status = 0;
        requests.last().firstByteMs = -1;
        world.requests.apply(requests);
    }
    world.overview.set(overview);
}

void takePages(World &world, Theme &theme, Camera &camera, const QSize &size, const QString &what)
{
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    camera.take(window, u"overview-"_s + what);
    if (what == u"empty") {
        auto *menu = window.menuBar()->actions().first()->menu();
        menu->popup(window.mapToGlobal(QPoint(8, 28)));
        camera.take(*menu, u"menu"_s);
        menu->close();
    }
    window.showPage(MainWindow::Page::Accounts);
    if (what == u"full") {
        window.findChild<QWidget *>(u"account2"_s)->findChild<QToolButton *>(u"remove"_s)->click();
    } else if (what == u"bad") {
        world.accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        window.findChild<QWidget *>(u"account1"_s)->findChild<QToolButton *>(u"pause"_s)->click();
    }
    camera.take(window, u"accounts-"_s + what);
    window.showPage(MainWindow::Page::Activity);
    auto *table = window.findChild<QTableView *>(u"requests"_s);
    if (what == u"full")
        table->selectRow(4);
    camera.take(window, u"activity-"_s + what);
    if (what == u"full") {
        window.showPage(MainWindow::Page::Overview);
        window.findChild<QPushButton *>(u"openKeyForm"_s)->click();
        camera.take(window, u"overview-keyform"_s);
        window.findChild<QPushButton *>(u"createKey"_s)->click();
        camera.take(window, u"overview-newkey"_s);
        window.findChild<QPushButton *>(u"makeRecoveryCode"_s)->click();
        camera.take(window, u"overview-recovery"_s);
        window.findChild<QWidget *>(u"overviewPage"_s)
            ->findChild<QLineEdit *>(u"newKey"_s)
            ->parentWidget()
            ->findChild<QToolButton *>(u"reveal"_s)
            ->click();
        window.findChild<QToolButton *>(u"segment4"_s)->click();
        auto *area = window.findChild<QWidget *>(u"overviewPage"_s)->findChild<QScrollArea *>();
        settle();
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        camera.take(window, u"overview-curl"_s);
    }
}

void takeAddKey(World &world, Theme &theme, Camera &camera)
{
    AddKeyDialog dialog(world.services(), theme);
    dialog.show();
    camera.take(dialog, u"addkey"_s);
    dialog.findChild<QComboBox *>(u"provider"_s)->setCurrentIndex(1);
    dialog.findChild<QLineEdit *>(u"baseUrl"_s)->setText(u"http://gateway.example.com"_s);
    dialog.findChild<QLineEdit *>(u"name"_s)->setText(u"Work"_s);
    dialog.findChild<QPushButton *>(u"add"_s)->click();
    dialog.findChild<QCheckBox *>(u"allowHttp"_s)->setChecked(true);
    dialog.findChild<QPushButton *>(u"add"_s)->click();
    camera.take(dialog, u"addkey-problems"_s);
}

// One of the window's, or of those that nobody speaks, as long as this lives.
class SpokenLanguage final
{
public:
    explicit SpokenLanguage(const QString &language) : m_translations(language)
    {
        if (language == u"long")
            QCoreApplication::installTranslator(&m_longer);
        else if (language == u"mirrored")
            QCoreApplication::installTranslator(&m_mirrored);
    }

private:
    LongLanguage m_longer;
    MirroredLanguage m_mirrored;
    Translations m_translations;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (argc != 2 && argc != 3) {
        QTextStream(stderr) << "usage: homeport_screenshots FOLDER [LANGUAGE]\n";
        return 2;
    }
    const QString language = argc == 3 ? QString::fromLocal8Bit(argv[2]) : u"en"_s;
    const SpokenLanguage spoken(language);
    QApplication::setFont(QFont(QStringList{u"Inter"_s, u"DejaVu Sans"_s}, 10));
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(u"."_s);
    Theme theme(app, ThemeChoice::Light);
    if (language == u"pictures") {
        takePictures(theme, folder);
        return 0;
    }
    for (const auto &[choice, mode] : {std::pair{ThemeChoice::Light, u"light"_s}, std::pair{ThemeChoice::Dark, u"dark"_s}}) {
        theme.setChoice(choice);
        for (const auto &[size, sizeName] : {std::pair{QSize(1280, 800), u"1280"_s}, std::pair{QSize(760, 520), u"760"_s}}) {
            Camera camera(folder, u"%1-%2"_s.arg(mode, sizeName));
            for (const auto &[filling, what] :
                 {std::pair{Filling::Empty, u"empty"_s}, std::pair{Filling::Full, u"full"_s}, std::pair{Filling::Bad, u"bad"_s}}) {
                World world;
                fill(world, filling);
                takePages(world, theme, camera, size, what);
            }
            takeAccounts(theme, camera, size);
            takeSettings(theme, camera, size);
            takeProxies(theme, camera, size);
            takeTools(theme, camera, size);
            takeKeys(theme, camera, size);
            takeRouting(theme, camera, size);
            takeUsage(theme, camera, size);
            takeActivity(theme, camera, size);
            takeContents(theme, camera, size);
            takeQuotas(theme, camera, size);
            takeDesktop(theme, camera, size);
            takeFirstRun(theme, camera, size);
        }
        World world;
        fill(world, Filling::Full);
        Camera camera(folder, mode);
        takeAddKey(world, theme, camera);
        takeSignIn(theme, camera);
        takeServiceAccount(theme, camera);
        takeProxyDialogs(theme, camera);
        takeToolDialogs(theme, camera);
        takeTransfer(theme, camera);
        takeKeyDialogs(theme, camera);
        takeContentsDialogs(theme, camera);
        takeRoutingDialogs(theme, camera);
        takeTray(theme, camera);
    }
    return 0;
}
