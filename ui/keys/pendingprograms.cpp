// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/pendingprograms.h"

#include "core/base/onresult.h"
#include "ui/keys/programline.h"
#include "ui/services/accessservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

PendingPrograms::PendingPrograms(AccessService &service, QWidget *parent) : QWidget(parent), m_service(service), m_rows(new QVBoxLayout)
{
    setObjectName(u"pendingPrograms"_s);
    m_rows->setSpacing(20);
    auto *card = new Card(tr("New programs"), this);
    card->body()->addWidget(makeMutedLabel(
        tr("These programs have a key and want to use Homeport for the first time. Allow those you know; you are asked once for each."),
        this));
    card->body()->addLayout(m_rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(&m_second, &QTimer::timeout, this, &PendingPrograms::showTimes);
    connect(&service, &AccessService::programsChanged, this, &PendingPrograms::refresh);
    refresh();
}

// Lines are kept by path: the keyboard stays where it is.
void PendingPrograms::refresh()
{
    QList<ProgramLine *> gone = std::exchange(m_shown, {});
    for (const WaitingProgram &program : m_service.waitingPrograms()) {
        const auto known = std::find_if(gone.begin(), gone.end(),
                                        [&program](ProgramLine *line) { return line->executable() == program.executable; });
        if (known == gone.end()) {
            m_shown << makeLine(program);
        } else {
            m_shown << *known;
            gone.erase(known);
        }
        m_shown.last()->setProcess(program.text);
    }
    for (ProgramLine *line : std::as_const(gone)) {
        m_rows->removeWidget(line);
        line->hide();
        line->deleteLater(); // its own button may be what led here
    }
    setVisible(!m_shown.isEmpty());
    if (m_shown.isEmpty())
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start(std::chrono::seconds(1));
    showTimes();
    Q_EMIT rowsChanged();
}

ProgramLine *PendingPrograms::makeLine(const WaitingProgram &program)
{
    auto *line = new ProgramLine(program.executable, this);
    auto *deny = makeButton(tr("Deny"), line);
    auto *allow = makePrimaryButton(tr("Allow"), line);
    line->addAction(deny, u"denyProgram"_s);
    line->addAction(allow, u"allowProgram"_s);
    connect(deny, &QPushButton::clicked, this, [this, line] { decide(line, false); });
    connect(allow, &QPushButton::clicked, this, [this, line] { decide(line, true); });
    m_rows->addWidget(line);
    return line;
}

QList<QWidget *> PendingPrograms::tabStops() const
{
    QList<QWidget *> stops;
    for (const ProgramLine *line : m_shown)
        stops += line->tabStops();
    return stops;
}

void PendingPrograms::showTimes()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<WaitingProgram> programs = m_service.waitingPrograms();
    for (qsizetype i = 0; i < std::min(programs.size(), m_shown.size()); ++i) {
        const std::chrono::milliseconds left(now.msecsTo(programs[i].heldUntil));
        m_shown[i]->setState(programs[i].requests > 0 && left.count() > 0
                                 ? tr("Waits for your answer, %1 left").arg(formatCountdown(left))
                                 : tr("Was refused because nobody answered; it may try again once you allow it"));
    }
}

void PendingPrograms::decide(ProgramLine *line, bool allow)
{
    line->setBusy(true);
    onResult(m_service.decideProgram(line->executable(), allow), line, [line](const Result<KnownProgram> &decided) {
        line->setBusy(false);
        line->showProblem(decided ? QString() : errorText(decided.error()));
    });
}

} // namespace homeport
