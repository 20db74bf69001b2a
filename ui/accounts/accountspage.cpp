// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountspage.h"

#include "core/base/onresult.h"
#include "ui/accounts/accountadvice.h"
#include "ui/accounts/accountdetail.h"
#include "ui/accounts/accountdialogs.h"
#include "ui/accounts/accountlist.h"
#include "ui/accounts/accounttext.h"
#include "ui/services/accountsservice.h"
#include "ui/services/routingservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/page.h"
#include "ui/widgets/undobar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountsPage::AccountsPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_content(new QStackedWidget(this)), m_list(new AccountList(theme, this)),
      m_detail(new AccountDetail(services, theme, this)), m_failure(new Banner(theme, this)), m_undo(new UndoBar(theme, this))
{
    setObjectName(u"accountsPage"_s);
    m_failure->setObjectName(u"accountsFailure"_s);
    m_undo->setObjectName(u"undoBar"_s);
    build(new PageFrame(tr("Accounts"), PageFrame::Kind::Fixed, this));
    connect(m_undo, &UndoBar::undoRequested, this, &AccountsPage::undoRemove);
    connect(m_undo, &UndoBar::dismissed, this, [this] { m_removed.clear(); });
    connect(m_list, &AccountList::opened, this, &AccountsPage::openDetail);
    connect(m_list, &AccountList::pauseRequested, this, &AccountsPage::setPaused);
    connect(m_list, &AccountList::removeRequested, this, &AccountsPage::remove);
    connect(m_list, &AccountList::actionRequested, this, &AccountsPage::act);
    connect(m_detail, &AccountDetail::closed, this, &AccountsPage::showList);
    connect(m_detail, &AccountDetail::pauseRequested, this, &AccountsPage::setPaused);
    connect(m_detail, &AccountDetail::removeRequested, this, &AccountsPage::remove);
    connect(m_detail, &AccountDetail::signInRequested, this, &AccountsPage::signInAgain);
    connect(m_detail, &AccountDetail::keyRequested, this, &AccountsPage::enterKey);
    connect(m_detail, &AccountDetail::refreshRequested, this, &AccountsPage::refreshToken);
    connect(m_detail, &AccountDetail::unparkRequested, this, &AccountsPage::unpark);
    connect(m_detail, &AccountDetail::requestsRequested, this, &AccountsPage::requestsRequested);
    connect(&services.accounts, &AccountsService::accountsChanged, this, &AccountsPage::refresh);
    refresh();
    followFigures();
}

void AccountsPage::openDetail(qint64 id)
{
    m_content->setCurrentIndex(2);
    if (auto *area = qobject_cast<QScrollArea *>(m_content->currentWidget()))
        area->verticalScrollBar()->setValue(0);
    m_detail->open(id);
    showContent();
}

void AccountsPage::addActions(FlowLayout *into, const QString &prefix)
{
    QPushButton *key = makeButton(m_theme, u"key"_s, tr("Add API key…"), this);
    key->setObjectName(prefix + u"AddKey");
    connect(key, &QPushButton::clicked, this, &AccountsPage::openAddKey);
    QPushButton *signIn = makePrimaryButton(tr("Sign in…"), this);
    signIn->setObjectName(prefix + u"SignIn");
    signIn->setIcon(m_theme.icon(u"sign-in"_s, &Colors::onAccent));
    signIn->setIconSize({16, 16});
    signIn->setVisible(hasSignIn(m_services.accounts));
    connect(signIn, &QPushButton::clicked, this, &AccountsPage::openSignIn);
    QPushButton *import = makeButton(tr("Import…"), this);
    import->setObjectName(prefix + u"Import");
    import->setToolTip(tr("Add the accounts of a file"));
    connect(import, &QPushButton::clicked, this, &AccountsPage::openImport);
    into->addWidget(import);
    into->addWidget(key);
    into->addWidget(signIn);
}

QScrollArea *AccountsPage::scrolling(QWidget *content)
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    content->setProperty("role", u"page"_s);
    area->setWidget(content);
    return area;
}

void AccountsPage::build(PageFrame *frame)
{
    QPushButton *groups = makeButton(tr("Groups…"), this);
    groups->setObjectName(u"headerGroups"_s);
    groups->setToolTip(tr("How accounts share the work"));
    connect(groups, &QPushButton::clicked, this, &AccountsPage::openGroups);
    frame->header()->addWidget(groups);
    addActions(frame->header(), u"header"_s);
    auto *empty = new EmptyState(m_theme, u"accounts"_s, tr("No accounts yet"),
                                 tr("Add the accounts your tools may use. Their credentials are kept encrypted on this computer "
                                    "and are never shown to the tools."),
                                 this);
    addActions(empty->actions(), u"empty"_s);
    m_content->addWidget(empty);
    m_content->addWidget(m_list);
    m_content->addWidget(scrolling(m_detail));

    frame->body()->addWidget(m_failure);
    frame->body()->addWidget(m_content, 1);
    frame->body()->addWidget(m_undo);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

void AccountsPage::refresh()
{
    const QList<Account> accounts = m_services.accounts.accounts();
    m_list->setAccounts(accounts, m_services.accounts.profiles());
    if (m_content->currentIndex() != 2)
        m_content->setCurrentIndex(accounts.isEmpty() ? 0 : 1);
    showContent();
}

void AccountsPage::showContent()
{
    const bool listed = m_content->currentIndex() == 1;
    findChild<QPushButton *>(u"headerGroups"_s)->setVisible(listed && m_services.routing);
    for (const QString &name : {u"headerImport"_s, u"headerAddKey"_s, u"headerSignIn"_s}) {
        if (auto *button = findChild<QPushButton *>(name))
            button->setVisible(listed && (name != u"headerSignIn" || hasSignIn(m_services.accounts)));
    }
}

void AccountsPage::showList()
{
    const qint64 left = m_detail->accountId();
    m_content->setCurrentIndex(m_services.accounts.accounts().isEmpty() ? 0 : 1);
    showContent();
    m_list->focusOpen(left);
}

void AccountsPage::act(qint64 id, AccountAction action)
{
    switch (action) {
    case AccountAction::None:
        return;
    case AccountAction::SignInAgain:
        return signInAgain(id);
    case AccountAction::EnterKey:
        return enterKey(id);
    case AccountAction::Resume:
        return setPaused(id, false);
    case AccountAction::RefreshNow:
        return refreshToken(id);
    case AccountAction::Unpark:
        return unpark(id);
    case AccountAction::Test: // its result has its place there
        openDetail(id);
        m_detail->act(action);
        return;
    }
}

void AccountsPage::refreshToken(qint64 id)
{
    onResult(m_services.accounts.refresh(id), this, [this](const Result<Account> &result) {
        m_failure->hide();
        if (!result)
            showFailure(tr("The token was not refreshed"), result.error());
    });
}

void AccountsPage::unpark(qint64 id)
{
    if (!m_services.routing) // a test that is answered ends the park, too
        return act(id, AccountAction::Test);
    onResult(m_services.routing->unpark(id), this, [this](const Result<Account> &result) {
        m_failure->hide();
        if (!result)
            showFailure(tr("The account was not un-parked"), result.error());
    });
}

void AccountsPage::setPaused(qint64 id, bool paused)
{
    onResult(m_services.accounts.setPaused(id, paused), this, [this, paused](const Result<Account> &result) {
        m_failure->hide();
        if (!result)
            showFailure(paused ? tr("The account was not paused") : tr("The account was not resumed"), result.error());
    });
}

void AccountsPage::remove(qint64 id)
{
    onResult(m_services.accounts.remove(id), this, [this](const Result<Account> &removed) {
        m_failure->hide();
        if (!removed) {
            showFailure(tr("The account was not removed"), removed.error());
            return;
        }
        m_removed << *removed;
        offerUndo();
    });
}

void AccountsPage::undoRemove()
{
    if (m_removed.isEmpty())
        return;
    const Account account = m_removed.takeLast();
    onResult(m_services.accounts.undoRemove(account.id), this, [this, account](const Result<Account> &restored) {
        m_failure->hide();
        if (restored)
            m_list->focusActions(account.id);
        else
            showFailure(tr("“%1” could not be brought back").arg(account.name), restored.error());
        if (!restored && restored.error().code != Error::Code::NotFound) // that one is gone for good
            m_removed << account;
        if (!m_removed.isEmpty())
            offerUndo();
    });
}

void AccountsPage::offerUndo()
{
    m_undo->offer(tr("“%1” was removed.").arg(m_removed.last().name));
}

void AccountsPage::showFailure(const QString &title, const Error &error)
{
    m_failure->setMessage(Tone::Bad, u"bad"_s, title, errorText(error));
    m_failure->show();
}

} // namespace homeport
