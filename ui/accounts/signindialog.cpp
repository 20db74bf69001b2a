// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/signindialog.h"

#include "ui/accounts/profileproblems.h"
#include "ui/accounts/signinstart.h"
#include "ui/accounts/signinwait.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeview.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SignInDialog::SignInDialog(const Services &services, const Theme &theme, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_steps(new QStackedWidget(this)), m_start(new SignInStart(services, theme, this)),
      m_wait(new SignInWait(services, theme, this)), m_result(new Banner(theme, this)),
      m_words(new CodeView(tr("What was said, word for word"), this)), m_next(makePrimaryButton({}, this)),
      m_cancel(makeButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Sign in"));
    setAcceptDrops(true);
    build();
    if (Banner *problems = makeProfileProblems(services.accounts.profileProblems(), theme, this))
        static_cast<QVBoxLayout *>(layout())->insertWidget(0, problems);
    connect(m_start, &SignInStart::addKeyRequested, this, [this](const QString &provider) {
        reject();
        Q_EMIT addKeyRequested(provider);
    });
    connect(m_wait, &SignInWait::pasted, this, &SignInDialog::paste);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_steps->currentWidget() == m_start)
            start();
        else if (m_cancel->isHidden())
            accept();
        else
            showStart();
    });
    showStart();
}

SignInDialog::SignInDialog(const Services &services, const Theme &theme, const Account &account, QWidget *parent)
    : SignInDialog(services, theme, parent)
{
    setWindowTitle(tr("Sign in again"));
    m_start->setAgain(account);
}

SignInDialog::~SignInDialog()
{
    dropSession();
}

void SignInDialog::done(int result)
{
    dropSession();
    m_wait->stop();
    m_start->forget();
    QDialog::done(result);
}

void SignInDialog::build()
{
    m_result->setObjectName(u"result"_s);
    m_words->setObjectName(u"words"_s);
    m_words->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // sentences, mostly
    m_next->setObjectName(u"next"_s);
    m_next->setDefault(true);
    m_cancel->setObjectName(u"cancel"_s);
    auto *resultPage = new QWidget(this);
    auto *resultLayout = new QVBoxLayout(resultPage);
    resultLayout->setContentsMargins(0, 0, 0, 0);
    resultLayout->setSpacing(12);
    resultLayout->addWidget(m_result);
    resultLayout->addWidget(m_words);
    resultLayout->addStretch();
    m_result->show();
    m_steps->addWidget(m_start);
    m_steps->addWidget(m_wait);
    m_steps->addWidget(resultPage);

    QHBoxLayout *buttons = makeButtonRow({m_cancel, m_next});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_steps, 1);
    layout->addLayout(buttons);
    setMinimumWidth(560);
}

void SignInDialog::showStart()
{
    m_steps->setCurrentWidget(m_start);
    m_next->setText(tr("Open browser"));
    m_next->setAccessibleName(m_next->text());
    m_next->show();
    m_next->setFocus();
    m_cancel->show();
}

void SignInDialog::start()
{
    if (!m_start->validate())
        return;
    dropSession();
    m_session = m_services.accounts.createSignIn(m_start->request());
    connect(m_session.get(), &SignInSession::stageChanged, this, &SignInDialog::stageChanged);
    connect(m_session.get(), &SignInSession::settingUp, m_wait, &SignInWait::showSettingUp);
    connect(m_session.get(), &SignInSession::finished, this, &SignInDialog::finish);
    const Result<QUrl> url = m_session->start();
    if (!url) {
        dropSession();
        m_start->showError(url.error());
        return;
    }
    m_steps->setCurrentWidget(m_wait);
    m_next->hide();
    m_cancel->setFocus();
    m_wait->start(*url, m_start->profile(), m_session->timeLimit());
}

void SignInDialog::paste(const QString &text)
{
    if (!m_session)
        return;
    if (const Result<void> accepted = m_session->paste(text); !accepted)
        m_wait->showPasteProblem(accepted.error());
}

void SignInDialog::stageChanged()
{
    if (m_session && m_session->stage() == SignInSession::Stage::Exchanging)
        m_wait->showExchanging();
}

void SignInDialog::finish(const Result<Account> &result)
{
    dropSession();
    m_wait->stop();
    if (result) {
        m_start->forget();
        showResult(Tone::Good, u"good"_s, tr("Signed in"), tr("The account “%1” is ready to use.").arg(result->name), {});
        m_next->setText(tr("Done"));
        m_cancel->hide();
    } else {
        QString reason = errorText(result.error().code);
        if (result.error().code == Error::Code::Timeout)
            reason = tr("Nothing came back from the browser in time. Try again, and finish in the browser within the time shown.");
        else if (result.error().code == Error::Code::Unauthorized)
            reason = tr("The provider did not approve it. Its words are below; nothing was added or changed.");
        showResult(Tone::Bad, u"bad"_s, tr("The sign-in did not work"), reason, result.error().detail);
        m_next->setText(tr("Try again"));
    }
    m_next->setAccessibleName(m_next->text());
    m_next->show();
    m_next->setFocus();
}

void SignInDialog::showResult(Tone tone, const QString &icon, const QString &title, const QString &text, const QString &words)
{
    m_result->setMessage(tone, icon, title, text);
    m_words->setCode(words);
    m_words->setVisible(!words.isEmpty());
    m_steps->setCurrentIndex(2);
}

QString SignInDialog::droppedFile(const QMimeData *dropped) const
{
    if (m_steps->currentWidget() != m_start || !m_start->takesFile() || dropped->urls().size() != 1)
        return {};
    return dropped->urls().constFirst().toLocalFile();
}

void SignInDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void SignInDialog::dropEvent(QDropEvent *event)
{
    if (const QString path = droppedFile(event->mimeData()); !path.isEmpty()) {
        event->acceptProposedAction();
        m_start->readFile(path);
    }
}

// The session may be what is calling: it goes once the event loop is back.
void SignInDialog::dropSession()
{
    if (!m_session)
        return;
    m_session->disconnect(this);
    if (m_session->stage() != SignInSession::Stage::Finished)
        m_session->cancel();
    m_session.release()->deleteLater();
}

} // namespace homeport
