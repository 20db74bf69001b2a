// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/signinwait.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

SignInWait::SignInWait(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_state(new StateLabel(theme, this)), m_countdown(makeMutedLabel({}, this)),
      m_noBrowser(new Banner(theme, this)), m_openAgain(makeButton(theme, u"browser"_s, tr("Open browser again"), this)),
      m_copyLink(makeButton(theme, u"copy"_s, tr("Copy link"), this)), m_paste(new QLineEdit(this)),
      m_continue(makeButton(tr("Continue"), this)), m_ways(new QWidget(this)), m_settingUp(makeMutedLabel({}, this)),
      m_pasteTitle(makeLabel({}, strongFont(), m_ways))
{
    m_state->setObjectName(u"waitState"_s);
    m_state->setTextFont(titleFont());
    m_state->setWrapping(); // a provider of the user's own may have any name
    m_countdown->setObjectName(u"countdown"_s);
    m_countdown->setFont(tabularFont());
    m_noBrowser->setObjectName(u"noBrowser"_s);
    m_noBrowser->setMessage(Tone::Warning, u"warning"_s, tr("No browser could be opened"),
                            tr("Copy the link and open it in a browser yourself."));
    m_openAgain->setObjectName(u"openAgain"_s);
    m_copyLink->setObjectName(u"copyLink"_s);
    m_paste->setObjectName(u"paste"_s);
    m_paste->setAccessibleName(tr("Address from the browser"));
    m_paste->setFont(monospaceFont());
    m_continue->setObjectName(u"continue"_s);
    m_continue->setEnabled(false);
    m_settingUp->setObjectName(u"settingUp"_s);
    m_settingUp->hide();

    auto *pasteRow = new QWidget(m_ways);
    auto *row = new QHBoxLayout(pasteRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_paste, 1);
    row->addWidget(m_continue);
    m_pasteTitle->setObjectName(u"pasteTitle"_s);
    m_pasteField = new FormField(tr("&Paste it here"), pasteRow, m_paste, m_ways);
    auto *links = new QHBoxLayout;
    links->setSpacing(8);
    links->addWidget(m_openAgain);
    links->addWidget(m_copyLink);
    links->addStretch();
    auto *ways = new QVBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(16);
    ways->addWidget(m_noBrowser);
    ways->addWidget(m_countdown);
    ways->addLayout(links);
    auto *byHand = new QVBoxLayout;
    byHand->setSpacing(4);
    byHand->addWidget(m_pasteTitle);
    byHand->addWidget(m_pasteField);
    ways->addLayout(byHand);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_state);
    layout->addWidget(m_settingUp);
    layout->addWidget(m_ways);
    layout->addStretch();

    connectInputs();
}

void SignInWait::connectInputs()
{
    m_ticker.setInterval(1s);
    connect(&m_ticker, &QTimer::timeout, this, &SignInWait::tick);
    connect(m_openAgain, &QPushButton::clicked, this, &SignInWait::openBrowser);
    connect(m_copyLink, &QPushButton::clicked, this, [this] {
        m_services.clipboard.copy(m_url.toString(QUrl::FullyEncoded));
        m_copyLink->setText(tr("Link copied"));
    });
    connect(m_paste, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_continue->setEnabled(!text.trimmed().isEmpty());
        m_pasteField->setProblem({});
    });
    connect(m_paste, &QLineEdit::returnPressed, this, &SignInWait::submitPaste);
    connect(m_continue, &QPushButton::clicked, this, &SignInWait::submitPaste);
}

void SignInWait::start(const QUrl &url, const ProviderProfile &profile, std::chrono::milliseconds limit)
{
    m_url = url;
    m_limit = limit;
    m_since.start();
    m_state->setState(Tone::Info, u"browser"_s, tr("Finish signing in to %1 in your browser").arg(profile.displayName));
    showWays(profile);
    m_copyLink->setText(tr("Copy link"));
    m_paste->setText({}); // not clear(), which could be undone
    m_ways->show();
    m_settingUp->hide();
    openBrowser();
    tick();
    m_ticker.start();
    if (m_byCode)
        m_paste->setFocus();
}

void SignInWait::showWays(const ProviderProfile &profile)
{
    m_byCode = profile.signIn && !profile.signIn->codePageUrl.isEmpty();
    m_pasteTitle->setText(m_byCode ? tr("At the end the page shows a code") : tr("Stuck, or is the browser on another computer?"));
    m_pasteField->setHelp(m_byCode ? tr("All of it, with what follows the #. The page's address will do as well.")
                                   : tr("The address the browser ended on, also when it could not show that page."));
    m_paste->setAccessibleName(m_byCode ? tr("Code from the browser") : tr("Address from the browser"));
    m_paste->setPlaceholderText(m_byCode ? u"code#state"_s : u"http://127.0.0.1:…"_s);
}

void SignInWait::showExchanging()
{
    m_ticker.stop();
    m_paste->setText({});
    m_state->setState(Tone::Info, u"running"_s, tr("Approved; fetching the credential…"));
    m_ways->hide();
    m_settingUp->hide();
}

void SignInWait::showSettingUp(int looks, int mostLooks)
{
    m_state->setState(Tone::Info, u"running"_s, tr("Signed in; Google is setting up Code Assist…"));
    m_settingUp->setText(looks == 0 ? tr("This takes up to a minute.")
                                    : tr("This takes up to a minute. Checked %1 of %2 times.").arg(looks).arg(mostLooks));
    m_settingUp->show();
}

void SignInWait::stop()
{
    m_ticker.stop();
    m_url.clear();
    m_paste->setText({});
}

void SignInWait::showPasteProblem(const Error &error)
{
    const QString fallback = m_byCode ? tr("That is not the code of this sign-in. Copy all of it from the page.")
                                      : tr("That is not the address this sign-in ended on. Copy all of it from the browser's address bar.");
    const bool ofThePaste = error.code == Error::Code::Invalid || error.code == Error::Code::Unauthorized;
    if (ofThePaste)
        m_pasteField->setProblem(error.detail.isEmpty() ? fallback : error.detail);
    else
        m_pasteField->setProblem(errorText(error));
    m_paste->selectAll();
    m_paste->setFocus();
}

void SignInWait::openBrowser()
{
    m_noBrowser->setVisible(!m_services.browser.open(m_url));
}

void SignInWait::submitPaste()
{
    const QString text = m_paste->text().trimmed();
    if (!text.isEmpty())
        Q_EMIT pasted(text);
}

void SignInWait::tick()
{
    const QString left = formatCountdown(m_limit - std::chrono::milliseconds(m_since.elapsed()));
    m_countdown->setText(m_byCode ? tr("%1 left.").arg(left) : tr("%1 left. This window continues by itself.").arg(left));
}

} // namespace homeport
