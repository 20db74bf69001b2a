// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/testresult.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct TestText
{
    Q_DECLARE_TR_FUNCTIONS(TestText)
};

// A line of its own; empty: the provider does not tell.
QString creditText(const AccountTestReport &report)
{
    if (!report.credit)
        return {};
    const CreditLeft &credit = *report.credit;
    const QString left = credit.remaining >= 0 ? TestText::tr("Credit: %1 left").arg(formatMoney(credit.remaining))
                                               : TestText::tr("Credit: this key has no limit");
    const QString used = credit.used >= 0 ? TestText::tr("%1, %2 used so far").arg(left, formatMoney(credit.used)) : left;
    //: %1: "Credit: $12.30 left, $5.00 used so far", %2: whose word that is
    return u'\n' + TestText::tr("%1 · %2").arg(used, credit.source);
}

} // namespace

TestResult::TestResult(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_state(new StateLabel(theme, this)), m_text(makeMutedLabel({}, this)),
      m_words(new CodeView(tr("The answer, word for word"), this))
{
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Test"));
    m_state->setObjectName(u"testState"_s);
    m_state->setTextFont(strongFont());
    m_text->setObjectName(u"testFacts"_s);
    m_words->setObjectName(u"testWords"_s);
    m_words->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // sentences, mostly
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_state);
    layout->addWidget(m_text);
    layout->addWidget(m_words);
    hide();
}

void TestResult::showRunning()
{
    m_state->setState(Tone::Info, u"running"_s, tr("Testing…"));
    show(tr("Asks for the list of models, then for one token of an answer."), {});
}

void TestResult::showReport(const Result<AccountTestReport> &report, const QDateTime &at)
{
    if (!report) {
        m_state->setState(Tone::Warning, u"warning"_s, tr("The test did not take place"));
        show(errorText(report.error().code), report.error().detail);
        return;
    }
    const QString when = formatTime(at);
    const QString status = report->status > 0 ? tr("Status %1").arg(report->status) : tr("No answer");
    const QString whole = formatMilliseconds(report->totalMs);
    if (report->answered) {
        m_state->setState(Tone::Good, u"good"_s, tr("It answered"));
        //: %1: time of day, %2: HTTP status, %3: model, %4 and %5: durations, %6: bytes
        show(tr("%1 · %2 · %3\nList of models after %4, the whole answer after %5, %6")
                     .arg(when, status, report->model, formatMilliseconds(report->firstByteMs), whole, formatBytes(report->answerBytes))
                 + creditText(*report),
             {});
        return;
    }
    m_state->setState(Tone::Bad, u"bad"_s, report->status > 0 ? tr("It was refused") : tr("There was no answer"));
    const QStringList facts = report->model.isEmpty() ? QStringList{when, status, whole} : QStringList{when, status, report->model, whole};
    show(facts.join(u" · "_s) + creditText(*report), report->why);
}

void TestResult::showOutcome(Tone tone, const QString &icon, const QString &title, const QString &text, const QString &words)
{
    m_state->setState(tone, icon, title);
    show(text, words);
}

void TestResult::show(const QString &text, const QString &words)
{
    m_text->setText(text);
    m_words->setCode(words);
    m_words->setVisible(!words.isEmpty());
    setAccessibleDescription(QString(m_state->text() + u' ' + text + u' ' + words).trimmed());
    setVisible(true);
}

} // namespace homeport
