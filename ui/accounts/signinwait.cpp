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
      m_continue(makeButton(tr("Continue"), this)), m_ways(new QWidget(this))
{
    m_state->setObjectName(u"waitState"_s);
    m_state->setTextFont(titleFont());
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
    m_paste->setPlaceholderText(u"http://127.0.0.1:…"_s);
    m_continue->setObjectName(u"continue"_s);
    m_continue->setEnabled(false);

    auto *pasteRow = new QWidget(m_ways);
    pasteRow->setFocusProxy(m_paste);
    auto *row = new QHBoxLayout(pasteRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_paste, 1);
    row->addWidget(m_continue);
    m_pasteField = new FormField(tr("Stuck, or the browser is on another computer? &Paste the address it ended on"), pasteRow, m_paste,
                                 m_ways);
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
    ways->addWidget(m_pasteField);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_state);
    layout->addWidget(m_ways);
    layout->addStretch();

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

void SignInWait::start(const QUrl &url, const QString &provider, std::chrono::milliseconds limit)
{
    m_url = url;
    m_limit = limit;
    m_since.start();
    m_state->setState(Tone::Info, u"browser"_s, tr("Finish signing in to %1 in your browser").arg(provider));
    m_copyLink->setText(tr("Copy link"));
    m_paste->clear();
    m_ways->show();
    openBrowser();
    tick();
    m_ticker.start();
}

void SignInWait::showExchanging()
{
    m_ticker.stop();
    m_state->setState(Tone::Info, u"running"_s, tr("Approved; fetching the credential…"));
    m_ways->hide();
}

void SignInWait::stop()
{
    m_ticker.stop();
    m_url.clear();
    m_paste->clear();
}

void SignInWait::showPasteProblem(const Error &error)
{
    m_pasteField->setProblem(error.code == Error::Code::Invalid
                                 ? tr("That is not the address this sign-in ended on. Copy all of it from the browser's address bar.")
                                 : errorText(error));
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
    m_countdown->setText(
        tr("%1 left. This window continues by itself.").arg(formatCountdown(m_limit - std::chrono::milliseconds(m_since.elapsed()))));
}

} // namespace homeport
