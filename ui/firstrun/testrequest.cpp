// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/testrequest.h"

#include "core/base/onresult.h"
#include "ui/accounts/testresult.h"
#include "ui/firstrun/firstruntext.h"
#include "ui/services/accountsservice.h"
#include "ui/services/toolsservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

TestRequest::TestRequest(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_intro(makeMutedLabel({}, this)), m_choice(new QComboBox(this)),
      m_send(makeButton(tr("Send a test request"), this)), m_result(new TestResult(theme, this))
{
    m_intro->setObjectName(u"firstRunTestIntro"_s);
    m_choice->setObjectName(u"firstRunTestSubject"_s);
    m_choice->setAccessibleName(tr("Who asks"));
    m_choice->view()->setAccessibleName(tr("Who asks"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a name may be long
    m_choice->setMinimumContentsLength(12);
    m_send->setObjectName(u"firstRunTest"_s);
    m_result->setObjectName(u"firstRunTestResult"_s);
    build();
    connect(m_send, &QPushButton::clicked, this, &TestRequest::toggle);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &TestRequest::forget);
    connect(&services.accounts, &AccountsService::accountsChanged, this, &TestRequest::refresh);
    if (services.tools)
        connect(services.tools, &ToolsService::toolsChanged, this, &TestRequest::refresh);
    refresh();
}

void TestRequest::build()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_choice, 1);
    row->addStretch();
    row->addWidget(m_send);
    auto *card = new Card(tr("Does it work?"), this);
    card->body()->addWidget(m_intro);
    card->body()->addLayout(row);
    card->body()->addWidget(m_result);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

// Tools first, for theirs is the whole way; of the accounts the one that would serve.
QList<TestRequest::Asker> TestRequest::askers() const
{
    QList<Asker> all;
    const ToolsView view = m_services.tools ? m_services.tools->tools() : ToolsView();
    for (const ToolEntry &entry : view.tools) {
        if (entry.isConfigured() && !entry.keyRevoked)
            all << Asker{entry.id, 0, entry.name};
    }
    const QList<Account> accounts = m_services.accounts.accounts();
    auto chosen = std::find_if(accounts.cbegin(), accounts.cend(), [](const Account &one) { return one.state == Account::State::Active; });
    if (chosen == accounts.cend())
        chosen = accounts.cbegin();
    if (chosen != accounts.cend())
        all << Asker{{}, chosen->id, chosen->name};
    return all;
}

void TestRequest::refresh()
{
    const QList<Asker> all = askers();
    m_intro->setText(all.isEmpty()
                         ? tr("There is nobody to ask yet: add an account in step 2, or set up a tool above.")
                         : tr("A tool's request takes the tool's own way: its key, Homeport, and the list of models of your accounts. "
                              "An account is asked for one word, which may cost a fraction of a cent."));
    m_send->setVisible(!all.isEmpty());
    m_choice->setVisible(all.size() > 1);
    if (all == m_askers)
        return;
    const Asker before = m_askers.value(m_choice->currentIndex());
    m_askers = all;
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const Asker &asker : all)
        m_choice->addItem(asker.tool.isEmpty() ? tr("Account %1").arg(asker.name) : tr("%1 through Homeport").arg(asker.name));
    const qsizetype place = all.indexOf(before);
    m_choice->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, before.tool.isEmpty() && !all.isEmpty() ? 0 : place)));
}

void TestRequest::forget()
{
    ++m_number;
    m_toolTest.cancel();
    setAsking(false);
    m_result->hide();
}

void TestRequest::toggle()
{
    const bool stops = m_asking;
    forget();
    if (!stops && m_choice->currentIndex() >= 0)
        ask(m_askers.at(m_choice->currentIndex()));
}

void TestRequest::ask(const Asker &asker)
{
    setAsking(true);
    const int number = m_number;
    const auto arrived = [this, number] {
        if (number != m_number)
            return false;
        setAsking(false);
        return true;
    };
    if (asker.tool.isEmpty()) {
        m_result->showRunning();
        onResult(m_services.accounts.test(asker.account), this, [this, arrived](const Result<AccountTestReport> &report) {
            if (!arrived())
                return;
            m_result->showReport(report, QDateTime::currentDateTimeUtc());
            Q_EMIT answered(report && report->answered);
        });
        return;
    }
    m_result->showOutcome(Tone::Info, u"running"_s, tr("Asking…"),
                          tr("Asks Homeport for the list of models with the key of %1.").arg(asker.name), {});
    m_toolTest = m_services.tools->test(asker.tool);
    onResult(m_toolTest, this, [this, arrived, name = asker.name](const Result<ToolTestReport> &report) {
        if (!arrived())
            return;
        const RequestOutcome outcome = requestOutcome(name, report, !m_services.accounts.accounts().isEmpty());
        m_result->showOutcome(outcome.text.tone, outcome.text.icon, outcome.text.title, outcome.text.advice, outcome.words);
        Q_EMIT answered(outcome.text.tone == Tone::Good);
    });
}

void TestRequest::setAsking(bool asking)
{
    m_asking = asking;
    m_send->setText(asking ? tr("Stop") : tr("Send a test request"));
    m_send->setAccessibleName(m_send->text());
}

QWidget *TestRequest::first() const
{
    return m_send->isHidden() ? nullptr : m_send;
}

} // namespace homeport
