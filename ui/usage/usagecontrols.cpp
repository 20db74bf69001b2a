// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagecontrols.h"

#include "ui/theme/theme.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr UsagePeriod Periods[] = {UsagePeriod::Today, UsagePeriod::SevenDays, UsagePeriod::ThirtyDays, UsagePeriod::Month,
                                   UsagePeriod::TwelveMonths};
constexpr UsageDimension Dimensions[] = {UsageDimension::Account, UsageDimension::Model, UsageDimension::Key, UsageDimension::Tool,
                                         UsageDimension::Project};
constexpr int OldestBack = 1000;

void setName(QComboBox *box, const QString &id, const QString &name)
{
    box->setObjectName(id);
    box->setAccessibleName(name);
    box->view()->setAccessibleName(name);
}

} // namespace

UsageControls::UsageControls(const Theme &theme, QWidget *page)
    : QObject(page), m_range(makeMutedLabel({}, page)), m_earlier(makeIconButton(theme, u"previous"_s, tr("Earlier"), page)),
      m_later(makeIconButton(theme, u"forward"_s, tr("Later"), page)), m_period(new QComboBox(page)), m_views(new QWidget(page)),
      m_by(new QComboBox(page)), m_measure(new QComboBox(page))
{
    buildTime();
    buildView(page);
    showState();
}

void UsageControls::buildTime()
{
    m_range->setObjectName(u"range"_s);
    m_range->setWordWrap(false);
    m_earlier->setObjectName(u"earlier"_s);
    m_later->setObjectName(u"later"_s);
    setName(m_period, u"period"_s, tr("Time"));
    for (const UsagePeriod period : Periods)
        m_period->addItem(periodName(period, true), static_cast<int>(period));
    m_period->setCurrentIndex(m_period->findData(static_cast<int>(m_choice.period)));
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_earlier, &QToolButton::clicked, this, [this] { go(m_choice.back + 1); });
    connect(m_later, &QToolButton::clicked, this, [this] { go(m_choice.back - 1); });
    // Also when it is chosen again: then it leads back to the present.
    connect(m_period, &QComboBox::activated, this, [this](int index) {
        m_choice.period = static_cast<UsagePeriod>(m_period->itemData(index).toInt());
        go(0);
    });
}

void UsageControls::buildView(QWidget *page)
{
    auto *row = new QHBoxLayout(m_views);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    addView(UsageChoice::View::Chart, tr("Chart"), row);
    addView(UsageChoice::View::Table, tr("Table"), row);
    addView(UsageChoice::View::Year, tr("Heat map"), row);
    auto *group = new QButtonGroup(page);
    for (QToolButton *button : m_views->findChildren<QToolButton *>())
        group->addButton(button);

    setName(m_by, u"by"_s, tr("Tell apart"));
    m_by->addItem(tr("All together"));
    for (const UsageDimension dimension : Dimensions)
        m_by->addItem(dimensionName(dimension), static_cast<int>(dimension));
    connect(m_by, &QComboBox::activated, this, [this](int index) {
        const QVariant value = m_by->itemData(index);
        m_choice.by = value.isValid() ? std::optional(static_cast<UsageDimension>(value.toInt())) : std::nullopt;
        showState();
        Q_EMIT changed();
    });
    setName(m_measure, u"measure"_s, tr("What is shown"));
    for (const UsageMeasure measure : {UsageMeasure::Cost, UsageMeasure::Tokens})
        m_measure->addItem(measureName(measure), static_cast<int>(measure));
    connect(m_measure, &QComboBox::activated, this, [this](int index) {
        m_choice.measure = static_cast<UsageMeasure>(m_measure->itemData(index).toInt());
        Q_EMIT changed();
    });
}

void UsageControls::addView(UsageChoice::View view, const QString &title, QHBoxLayout *row)
{
    QToolButton *button = makeSegment(title, m_views);
    button->setObjectName(u"view%1"_s.arg(static_cast<int>(view)));
    button->setChecked(view == m_choice.view);
    row->addWidget(button);
    connect(button, &QToolButton::toggled, this, [this, view](bool on) {
        if (!on)
            return;
        if ((view == UsageChoice::View::Year) != (m_choice.view == UsageChoice::View::Year))
            m_choice.back = 0; // of another length
        m_choice.view = view;
        showState();
        Q_EMIT changed();
    });
}

void UsageControls::addTimeTo(FlowLayout *row)
{
    row->addWidget(m_range);
    row->addWidget(m_earlier);
    row->addWidget(m_later);
    row->addWidget(m_period);
}

void UsageControls::addViewTo(FlowLayout *row)
{
    row->addWidget(m_views);
    row->addStretch();
    row->addWidget(m_by);
    row->addWidget(m_measure);
}

void UsageControls::go(int back)
{
    m_choice.back = std::clamp(back, 0, OldestBack);
    showState();
    Q_EMIT changed();
}

void UsageControls::setRangeText(const QString &text)
{
    m_range->setText(text);
}

QList<QWidget *> UsageControls::tabStops() const
{
    QList<QWidget *> stops{m_earlier, m_later, m_period};
    for (QToolButton *button : m_views->findChildren<QToolButton *>())
        stops << button;
    return stops << m_by << m_measure;
}

void UsageControls::showState()
{
    const bool year = m_choice.view == UsageChoice::View::Year;
    m_later->setEnabled(m_choice.back > 0);
    m_period->setVisible(!year); // of a heat map it is the year
    m_by->setVisible(!year);
    m_measure->setVisible(year || m_choice.by);
    for (int i = 0; i < m_period->count(); ++i) // "Today" is no longer today
        m_period->setItemText(i, periodName(static_cast<UsagePeriod>(m_period->itemData(i).toInt()), m_choice.back == 0));
}

} // namespace homeport
