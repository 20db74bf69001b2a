// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstrunpage.h"

#include "ui/firstrun/accountstep.h"
#include "ui/firstrun/firstruntext.h"
#include "ui/firstrun/relaystep.h"
#include "ui/firstrun/stepindicator.h"
#include "ui/firstrun/toolstep.h"
#include "ui/firstrun/vaultstep.h"
#include "ui/overview/vaultbanner.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int ColumnWidth = 720; // a comfortable line, and two cards' worth of a diff
constexpr int Margin = 24;

// In the middle of a wide window, all of a narrow one.
QWidget *centred(QLayout *content, QWidget *parent)
{
    auto *whole = new QWidget(parent);
    auto *column = new QWidget(whole);
    column->setMaximumWidth(ColumnWidth);
    content->setContentsMargins(0, 0, 0, 0);
    column->setLayout(content);
    auto *layout = new QHBoxLayout(whole);
    layout->setContentsMargins(Margin, 0, Margin, 0);
    layout->setSpacing(0);
    layout->addStretch(1);
    layout->addWidget(column, 1000);
    layout->addStretch(1);
    return whole;
}

} // namespace

FirstRunPage::FirstRunPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_again(services.settings.firstRun().state == FirstRun::State::Finished
                                                     || services.settings.firstRun().state == FirstRun::State::Skipped),
      m_indicator(new StepIndicator(SetUpSteps, this)), m_skip(makeButton(tr("S&kip set-up"), this)),
      m_later(makeIconButton(theme, u"close"_s, tr("Continue later (Escape)"), this)), m_title(makeLabel({}, pageTitleFont(), this)),
      m_area(new QScrollArea(this)), m_column(new QVBoxLayout), m_vault(new VaultBanner(services.overview, theme, this))
{
    addStep(new RelayStep(services, theme, this));
    addStep(new AccountStep(services, theme, this));
    addStep(new VaultStep(services, theme, this));
    addStep(new ToolStep(services, theme, this));
    m_held = makeMutedLabel({}, this);
    m_back = makeButton(tr("&Back"), this);
    m_next = makePrimaryButton({}, this);
    nameWidgets();
    build();
    connect(m_skip, &QPushButton::clicked, this, [this] { leave([this] { end(FirstRun::State::Skipped); }); });
    connect(m_later, &QToolButton::clicked, this, &FirstRunPage::leaveForLater);
    connect(m_back, &QPushButton::clicked, this, &FirstRunPage::goBack);
    connect(m_next, &QPushButton::clicked, this, &FirstRunPage::goOn);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &FirstRunPage::leaveForLater);
    connect(&services.overview, &OverviewService::overviewChanged, this, [this] { m_vault->update(m_services.overview.overview()); });
    m_vault->update(services.overview.overview());
    const FirstRun progress = services.settings.firstRun();
    showStep(progress.state == FirstRun::State::Begun ? std::clamp(progress.step, 0, SetUpSteps - 1) : 0);
}

void FirstRunPage::nameWidgets()
{
    setObjectName(u"firstRunPage"_s);
    const std::pair<QWidget *, QString> names[] = {{m_later, u"firstRunLater"_s}, {m_title, u"firstRunTitle"_s},
                                                   {m_held, u"firstRunHeld"_s},   {m_skip, u"firstRunSkip"_s},
                                                   {m_back, u"firstRunBack"_s},   {m_next, u"firstRunNext"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_skip->setAccessibleName(tr("Skip set-up"));
    m_skip->setProperty("role", u"link"_s);
    m_skip->setToolTip(tr("It stays in the menu: General, Set up Homeport…"));
    m_back->setAccessibleName(tr("Back"));
}

void FirstRunPage::addStep(FirstRunStep *step)
{
    m_steps << step;
    m_column->addWidget(step);
    step->hide();
    connect(step, &FirstRunStep::changed, this, &FirstRunPage::showWay);
    connect(step, &FirstRunStep::onward, this, &FirstRunPage::goOn);
    connect(step, &FirstRunStep::done, this, [this, step] {
        if (step == current())
            m_next->setFocus();
    });
    connect(step, &FirstRunStep::firstChanged, this, [this, step] {
        if (step == current() && m_focused == window()->focusWidget()) // who has moved on is left alone
            focusStep();
    });
    connect(step, &FirstRunStep::reveal, this, &FirstRunPage::reveal);
}

void FirstRunPage::reveal(QWidget *where)
{
    QTimer::singleShot(0, where, [this, where] { m_area->ensureWidgetVisible(where, 0, Margin); }); // once it has its place
}

void FirstRunPage::build()
{
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_column->setSpacing(12);
    m_column->insertWidget(0, m_vault);
    m_column->addStretch(1);
    QWidget *content = centred(m_column, m_area);
    content->setProperty("role", u"page"_s);
    m_area->setWidget(content);
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, content, [this, content](int, int last) {
        // The bar takes its room from the margin, so that the column stays below its title.
        const int bar = last > 0 ? std::min(Margin, m_area->verticalScrollBar()->sizeHint().width()) : 0;
        const bool isLeft = layoutDirection() == Qt::RightToLeft;
        content->layout()->setContentsMargins(Margin - (isLeft ? bar : 0), 0, Margin - (isLeft ? 0 : bar), 0);
    });
    auto *line = new QFrame(this);
    line->setProperty("role", u"line"_s);
    line->setFixedHeight(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 16, 0, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHead());
    layout->addWidget(m_area, 1);
    layout->addWidget(line);
    layout->addWidget(makeFoot());
}

QWidget *FirstRunPage::makeHead()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(m_indicator, 1);
    top->addWidget(m_skip);
    top->addWidget(m_later);
    auto *head = new QVBoxLayout;
    head->setSpacing(12);
    head->addLayout(top);
    head->addWidget(m_title);
    return centred(head, this);
}

QWidget *FirstRunPage::makeFoot()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *foot = new QVBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_held);
    foot->addLayout(buttons);
    return centred(foot, this);
}

void FirstRunPage::showStep(int step)
{
    current()->leave();
    current()->hide();
    m_step = step;
    current()->enter();
    current()->show();
    m_indicator->setStep(step);
    m_title->setText(setUpTitle(step));
    //: %1: "Set-up, step 2 of 4", %2: the step's title; for screen readers
    setAccessibleName(tr("%1: %2").arg(setUpPlace(step), setUpTitle(step)));
    m_area->verticalScrollBar()->setValue(0);
    showWay();
    remember({FirstRun::State::Begun, step});
    focusStep();
}

void FirstRunPage::showWay()
{
    const bool isLast = m_step == SetUpSteps - 1;
    const QString held = current()->held();
    m_held->setText(held);
    m_held->setVisible(!held.isEmpty());
    m_back->setVisible(m_step > 0);
    m_next->setText(isLast ? tr("&Finish") : tr("&Next"));
    m_next->setAccessibleName(isLast ? tr("Finish") : tr("Next"));
    m_next->setAccessibleDescription(held);
    m_next->setEnabled(held.isEmpty());
    m_back->setEnabled(held.isEmpty());
}

void FirstRunPage::focusStep()
{
    QWidget *first = current()->first();
    m_focused = first ? first : m_next;
    m_focused->setFocus(Qt::TabFocusReason);
    if (first)
        reveal(first);
}

void FirstRunPage::leave(const std::function<void()> &left)
{
    const QString held = current()->held();
    if (held.isEmpty())
        return left();
    m_services.prompt.confirm(this, {tr("Leave the set-up now?"), held, tr("Leave")}, left);
}

void FirstRunPage::leaveForLater()
{
    leave([this] { Q_EMIT closed(); });
}

void FirstRunPage::goOn()
{
    if (m_step == SetUpSteps - 1)
        end(FirstRun::State::Finished);
    else
        showStep(m_step + 1);
}

void FirstRunPage::goBack()
{
    showStep(m_step - 1);
}

void FirstRunPage::end(FirstRun::State state)
{
    current()->leave();
    if (state == FirstRun::State::Finished)
        m_again = false;
    remember({state, m_step});
    Q_EMIT closed();
}

void FirstRunPage::remember(const FirstRun &progress)
{
    if (!m_again)
        m_services.settings.setFirstRun(progress);
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(window()->focusWidget());
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->isAutoRepeat() || !button || qobject_cast<QCheckBox *>(button))
        return QWidget::keyPressEvent(event);
    button->click(); // nothing while it is disabled
}

} // namespace homeport
