// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/tracedialog.h"

#include "ui/activity/routetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QSize WantedSize(640, 520);
constexpr QSize SmallestSize(480, 320);
constexpr int NameWidth = 168; // one column down the list

} // namespace

TraceDialog::TraceDialog(const Theme &theme, const RequestRecord &record, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_title(makeLabel({}, titleFont(), this)), m_notes(makeMutedLabel({}, this)),
      m_steps(new QVBoxLayout)
{
    setWindowTitle(tr("Why this account?"));
    m_title->setObjectName(u"traceTitle"_s);
    m_notes->setObjectName(u"traceNotes"_s);
    build();
    showRecord(record);
}

void TraceDialog::build()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("The choices")); // takes the focus: without a mouse it is scrolled by the arrow keys
    area->setProperty("role", u"inner"_s);
    auto *content = new QWidget(area);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(24, 0, 24, 0);
    contentLayout->setSpacing(16);
    contentLayout->addWidget(m_notes);
    m_steps->setSpacing(12);
    contentLayout->addLayout(m_steps);
    contentLayout->addStretch();
    area->setWidget(content);
    content->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);

    QPushButton *close = makeButton(tr("Close"), this);
    close->setObjectName(u"close"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(24, 0, 24, 0);
    top->addWidget(m_title);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 0, 24, 0);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 24, 0, 24);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addWidget(area, 1);
    layout->addLayout(buttons);
    setMinimumSize(SmallestSize);
    resize(WantedSize);
}

void TraceDialog::follow(const RequestRecord &record)
{
    if (record.id == m_record.id && (record.trace != m_record.trace || record.account != m_record.account))
        showRecord(record);
}

void TraceDialog::showRecord(const RequestRecord &record)
{
    m_record = record;
    m_title->setText(traceSummary(record));
    const QStringList notes = traceNotes(record);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
    for (QWidget *step : std::as_const(m_stepWidgets)) {
        step->hide();
        step->deleteLater();
    }
    m_stepWidgets.clear();
    const auto count = static_cast<int>(record.trace.steps.size());
    for (const TraceStep &step : record.trace.steps) {
        m_stepWidgets << makeStep(step, static_cast<int>(m_stepWidgets.size()) + 1, count);
        m_steps->addWidget(m_stepWidgets.last());
    }
}

QWidget *TraceDialog::makeStep(const TraceStep &step, int number, int of)
{
    auto *card = new QFrame(this);
    card->setProperty("role", u"card"_s);
    card->setObjectName(u"step%1"_s.arg(number));
    const QString how = stepText(step);
    //: %1: number of a choice, %2: how it was made
    QLabel *title = makeLabel(of == 1 ? how : tr("Choice %1. %2").arg(number).arg(how), strongFont(), card);
    title->setObjectName(u"stepTitle"_s);
    card->setAccessibleName(title->text());
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(title);
    for (const TraceCandidate &candidate : step.candidates)
        layout->addWidget(makeCandidate(step, candidate));
    if (!step.outcome.isEmpty()) {
        auto *outcome = new StateLabel(m_theme, card);
        outcome->setObjectName(u"stepOutcome"_s);
        outcome->setWrapping();
        outcome->setState(Tone::Warning, u"forward"_s, tr("It did not serve: %1").arg(step.outcome));
        layout->addWidget(outcome);
    }
    return card;
}

QWidget *TraceDialog::makeCandidate(const TraceStep &step, const TraceCandidate &candidate)
{
    const CandidateText text = candidateText(step, candidate, QDateTime::currentDateTimeUtc());
    auto *row = new QWidget(this);
    row->setObjectName(u"candidate%1"_s.arg(candidate.accountId));
    auto *name = new StateLabel(m_theme, row);
    name->setState(text.tone == Tone::Good ? Tone::Good : Tone::Neutral, text.icon, candidate.account);
    name->setWrapping();
    name->setFixedWidth(NameWidth);
    auto *reason = new QLabel(text.reason, row);
    reason->setObjectName(u"reason"_s);
    reason->setTextFormat(Qt::PlainText);
    reason->setWordWrap(true);
    setTone(reason, text.tone);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(name, 0, Qt::AlignTop);
    top->addWidget(reason, 1, Qt::AlignTop);
    if (!text.score.isEmpty()) {
        QLabel *score = makeMutedLabel(text.score, row);
        score->setObjectName(u"score"_s);
        score->setWordWrap(false);
        top->addWidget(score, 0, Qt::AlignTop);
    }
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    if (!text.words.isEmpty()) {
        QLabel *words = makeMutedLabel(text.words, row);
        words->setObjectName(u"words"_s);
        auto *below = new QHBoxLayout;
        below->setContentsMargins(NameWidth + 12, 0, 0, 0); // below the reason
        below->addWidget(words);
        layout->addLayout(below);
    }
    row->setAccessibleName(u"%1: %2"_s.arg(candidate.account, text.reason));
    return row;
}

} // namespace homeport
