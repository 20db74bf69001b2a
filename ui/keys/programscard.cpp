// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/programscard.h"

#include "core/base/onresult.h"
#include "ui/keys/programline.h"
#include "ui/services/accessservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProgramsCard::ProgramsCard(AccessService &service, QWidget *parent)
    : QWidget(parent), m_service(service), m_ask(new QCheckBox(tr("&Ask before a program uses Homeport for the first time"), this)),
      m_problem(makeLabel({}, QApplication::font(), this)), m_rows(new QVBoxLayout)
{
    setObjectName(u"programsCard"_s);
    m_ask->setObjectName(u"askForPrograms"_s);
    m_ask->setAccessibleName(m_ask->text().remove(u'&'));
    m_problem->setObjectName(u"askProblem"_s);
    setTone(m_problem, Tone::Bad);
    m_problem->hide();
    m_rows->setSpacing(16);
    auto *card = new Card(tr("Programs"), this);
    card->body()->addWidget(m_ask);
    card->body()->addWidget(makeMutedLabel(tr("A request of a program that is not allowed yet waits up to 30 seconds for your answer. "
                                              "Scripts count as their interpreter, such as node or python."),
                                           this));
    card->body()->addWidget(m_problem);
    card->body()->addLayout(m_rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_ask, &QCheckBox::clicked, this, &ProgramsCard::setAsking);
    connect(&service, &AccessService::programsChanged, this, &ProgramsCard::refresh);
    refresh();
}

void ProgramsCard::refresh()
{
    m_ask->setChecked(m_service.asksForPrograms());
    const QList<KnownProgram> programs = m_service.programs();
    if (std::exchange(m_known, programs) == programs)
        return;
    for (ProgramLine *line : std::exchange(m_shown, {})) {
        m_rows->removeWidget(line);
        line->hide();
        line->deleteLater(); // its own button may be what led here
    }
    for (const KnownProgram &program : programs) {
        m_shown << makeLine(program);
        m_rows->addWidget(m_shown.last());
    }
    Q_EMIT rowsChanged();
}

ProgramLine *ProgramsCard::makeLine(const KnownProgram &program)
{
    auto *line = new ProgramLine(program.executable, this);
    const QString since = formatDateTime(program.decidedAt);
    line->setState(program.allowed ? tr("Allowed since %1").arg(since) : tr("Denied since %1").arg(since));
    auto *forget = makeButton(tr("Forget"), line);
    auto *change = makeButton(program.allowed ? tr("Deny") : tr("Allow"), line);
    line->addAction(forget, u"forgetProgram"_s);
    line->addAction(change, program.allowed ? u"denyProgram"_s : u"allowProgram"_s);
    const auto answered = [line](const auto &result) {
        line->setBusy(false);
        line->showProblem(result ? QString() : errorText(result.error()));
    };
    connect(forget, &QPushButton::clicked, this, [this, line, answered] {
        line->setBusy(true);
        onResult(m_service.forgetProgram(line->executable()), line, answered);
    });
    connect(change, &QPushButton::clicked, this, [this, line, answered, allow = !program.allowed] {
        line->setBusy(true);
        onResult(m_service.decideProgram(line->executable(), allow), line, answered);
    });
    return line;
}

QList<QWidget *> ProgramsCard::tabStops() const
{
    QList<QWidget *> stops{m_ask};
    for (const ProgramLine *line : m_shown)
        stops += line->tabStops();
    return stops;
}

void ProgramsCard::setAsking(bool ask)
{
    m_ask->setEnabled(false);
    onResult(m_service.askForPrograms(ask), this, [this](const Result<void> &stored) {
        m_ask->setEnabled(true);
        m_ask->setChecked(m_service.asksForPrograms());
        m_problem->setText(stored ? QString() : errorText(stored.error()));
        m_problem->setVisible(!stored);
    });
}

} // namespace homeport
