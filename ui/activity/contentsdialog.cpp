// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/contentsdialog.h"

#include "core/base/onresult.h"
#include "ui/activity/contentspane.h"
#include "ui/activity/searchstrip.h"
#include "ui/services/contentsservice.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Margin = 24;
constexpr QSize WantedSize(820, 640);
constexpr QSize SmallestSize(560, 400);

} // namespace

ContentsDialog::ContentsDialog(ContentsService &service, Clipboard &clipboard, const Theme &theme, const RequestRecord &record,
                               QWidget *parent)
    : QDialog(parent), m_service(service), m_record(record), m_title(new ElidedLabel(Qt::ElideMiddle, this)),
      m_about(makeMutedLabel({}, this)), m_states(new QStackedWidget(this))
{
    setWindowTitle(tr("Contents of a request"));
    m_title->setObjectName(u"contentsTitle"_s);
    m_title->setFont(titleFont());
    m_title->setFullText(u"%1 %2"_s.arg(record.method, record.path));
    m_about->setObjectName(u"contentsAbout"_s);
    build(clipboard, theme);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        if (m_states->currentIndex() == Shown)
            m_pane->focusFind();
    });
    connect(&service, &ContentsService::changed, this, &ContentsDialog::ask);
    m_states->setCurrentIndex(Loading);
    m_about->setText(formatDateTime(record.startedAt));
    ask();
}

void ContentsDialog::build(Clipboard &clipboard, const Theme &theme)
{
    m_states->setObjectName(u"contentsStates"_s);
    QLabel *loading = makeMutedLabel(tr("Loading…"), this);
    loading->setAlignment(Qt::AlignCenter);
    auto *missing = new EmptyState(theme, u"file"_s, tr("Nothing is kept of this request"),
                                   tr("Its time is over, it was deleted, or its key kept nothing when the request ran."), this);
    auto *locked = new EmptyState(theme, u"lock"_s, tr("The contents are sealed"),
                                  tr("The vault is locked. Unlock it on the Overview page, then open the contents again."), this);
    m_failure = new EmptyState(theme, u"bad"_s, tr("The contents could not be read"), {}, this);
    addRetry(locked, theme, u"retryLocked"_s);
    addRetry(m_failure, theme, u"retryContents"_s);
    for (QWidget *state : std::initializer_list<QWidget *>{loading, missing, locked, m_failure}) // in the order of State
        m_states->addWidget(state);
    m_states->addWidget(makeShown(clipboard, theme));

    QPushButton *close = makeButton(tr("Close"), this);
    close->setObjectName(u"close"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    layout->addSpacing(4);
    layout->addWidget(m_states, 1);
    layout->addSpacing(8);
    layout->addLayout(makeButtonRow({close}));
    setMinimumSize(SmallestSize);
    const QSize room = (parentWidget() ? parentWidget()->window()->size() : WantedSize) - QSize(32, 32);
    resize(WantedSize.boundedTo(room.expandedTo(SmallestSize)));
}

void ContentsDialog::addRetry(EmptyState *trouble, const Theme &theme, const QString &name)
{
    QPushButton *retry = makeButton(theme, u"retry"_s, tr("Try again"), trouble);
    retry->setObjectName(name);
    trouble->actions()->addWidget(retry);
    connect(retry, &QPushButton::clicked, this, &ContentsDialog::ask);
}

QWidget *ContentsDialog::makeShown(Clipboard &clipboard, const Theme &theme)
{
    auto *shown = new QWidget(this);
    auto *layout = new QVBoxLayout(shown);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeSides());
    m_pane = new ContentsPane(clipboard, theme, shown); // after the sides, as Tab goes
    layout->addWidget(m_pane, 1);
    return shown;
}

QWidget *ContentsDialog::makeSides()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *group = new QButtonGroup(bar);
    for (const bool isAnswer : {false, true}) {
        QToolButton *button = makeSegment(isAnswer ? tr("Answer") : tr("Request"), bar);
        button->setObjectName(isAnswer ? u"answerSide"_s : u"requestSide"_s);
        button->setChecked(isAnswer == m_isAnswer);
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::toggled, this, [this, isAnswer](bool on) {
            if (!on)
                return;
            m_isAnswer = isAnswer;
            showSide();
        });
    }
    row->addStretch();
    return bar;
}

void ContentsDialog::ask()
{
    onResult(m_service.contents(m_record.id), this, [this](const Result<KeptContents> &contents) { showAnswer(contents); });
}

void ContentsDialog::showAnswer(const Result<KeptContents> &contents)
{
    if (!contents) {
        m_contents = {};
        showSide();
        m_failure->setText(readingFailedText(contents.error()));
        m_about->setText(formatDateTime(m_record.startedAt));
        m_states->setCurrentIndex(contents.error().code == Error::Code::NotFound ? Missing
                                  : contents.error().code == Error::Code::Locked ? Locked
                                                                                 : Failed);
        return;
    }
    if (m_states->currentIndex() == Shown && *contents == m_contents)
        return; // the place in it stays
    m_contents = *contents;
    //: %1: when a request began, %2: until when its contents are kept
    m_about->setText(tr("%1. Kept until %2, then deleted.").arg(formatDateTime(m_record.startedAt), formatDateTime(m_contents.expiresAt)));
    showSide();
    if (m_states->currentIndex() != Shown) {
        m_states->setCurrentIndex(Shown);
        m_pane->focusText();
    }
}

void ContentsDialog::showSide()
{
    m_pane->setSide(m_isAnswer ? m_contents.answer : m_contents.request);
}

} // namespace homeport
