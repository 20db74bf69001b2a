// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keylistrow.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Columns = 4;
constexpr int StateWidth = 156; // one column down the list

ElidedLabel *makeLine(QWidget *parent, const QString &name)
{
    auto *line = new ElidedLabel(Qt::ElideRight, parent);
    line->setObjectName(name);
    line->setProperty("role", u"muted"_s);
    return line;
}

} // namespace

KeyListRow::KeyListRow(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)), m_load(new StateLabel(theme, this)),
      m_name(new ElidedLabel(Qt::ElideRight, this)), m_hint(makeLine(this, u"hint"_s)), m_dates(makeLine(this, u"dates"_s)),
      m_scope(makeLine(this, u"scope"_s)), m_rates(makeLine(this, u"rates"_s)), m_contents(new StateLabel(theme, this)),
      m_used(makeLine(this, u"used"_s)), m_meterArea(new QWidget(this)), m_meters(new QGridLayout(m_meterArea)),
      m_requests(makeIconButton(theme, u"activity"_s, {}, this)), m_edit(makeIconButton(theme, u"edit"_s, {}, this)),
      m_revoke(makeIconButton(theme, u"remove"_s, {}, this))
{
    setProperty("role", u"card"_s);
    m_state->setObjectName(u"state"_s);
    m_state->setMinimumWidth(StateWidth);
    m_load->setObjectName(u"load"_s);
    m_name->setObjectName(u"name"_s);
    m_name->setFont(titleFont());
    m_hint->setFont(monospaceFont());
    m_contents->setObjectName(u"contents"_s);
    m_requests->setObjectName(u"requests"_s);
    m_edit->setObjectName(u"edit"_s);
    m_revoke->setObjectName(u"revoke"_s);
    build();
    connect(m_requests, &QToolButton::clicked, this, [this] { Q_EMIT requestsRequested(m_key.name); });
    connect(m_edit, &QToolButton::clicked, this, [this] { Q_EMIT editRequested(m_key.id); });
    connect(m_revoke, &QToolButton::clicked, this, [this] { Q_EMIT revokeRequested(m_key.id); });
}

void KeyListRow::build()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    head->addWidget(m_requests);
    head->addWidget(m_edit);
    head->addWidget(m_revoke);
    auto *used = new QHBoxLayout;
    used->setSpacing(8);
    used->addWidget(m_used, 1);
    used->addWidget(m_load);
    auto *dates = new QHBoxLayout;
    dates->setSpacing(12);
    m_hint->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    dates->addWidget(m_hint);
    dates->addWidget(m_dates, 1);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(0, 0, 8, 0);
    words->setSpacing(4);
    words->addLayout(dates);
    words->addWidget(m_scope);
    words->addWidget(m_rates);
    words->addWidget(m_contents, 0, Qt::AlignLeft);
    words->addLayout(used);
    m_meters->setContentsMargins(0, 12, 8, 0);
    m_meters->setHorizontalSpacing(24);
    m_meters->setVerticalSpacing(12);
    for (int column = 0; column < Columns; ++column)
        m_meters->setColumnStretch(column, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 8, 12, 16);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(words);
    layout->addWidget(m_meterArea);
}

void KeyListRow::setKey(const LocalKey &key, const PolicyNames &names, const QDateTime &now)
{
    const Words words{keyStateText(key, now), keyDatesText(key), keyScopeText(key.policy, names), keyRatesText(key.policy),
                      keyContentsText(key)};
    if (key == m_key && words == m_words)
        return;
    m_key = key;
    m_words = words;
    setObjectName(u"key%1"_s.arg(key.id));
    m_state->setState(words.state.tone, words.state.icon, words.state.word);
    m_state->setToolTip(key.policyProblem);
    m_name->setFullText(key.name);
    m_hint->setFullText(key.hint);
    m_dates->setFullText(words.dates);
    m_scope->setFullText(key.policyProblem.isEmpty() ? words.scope
                                                     : tr("Nothing passes until it gets new limits. %1").arg(key.policyProblem));
    m_rates->setFullText(words.rates);
    m_rates->setVisible(!words.rates.isEmpty());
    m_contents->setState(Tone::Info, u"file"_s, words.contents);
    m_contents->setVisible(!words.contents.isEmpty());
    m_edit->setVisible(!key.isRevoked());
    m_revoke->setVisible(!key.isRevoked());
    setAccessibleName(tr("%1, %2").arg(key.name, words.state.word));
    nameButtons();
    showMeters();
}

void KeyListRow::setUsage(const KeyUsageNow &usage)
{
    if (usage == m_usage && !m_used->text().isEmpty())
        return;
    m_usage = usage;
    m_used->setFullText(keyUsageText(usage));
    const QString load = keyLoadText(usage);
    m_load->setVisible(!load.isEmpty());
    m_load->setState(usage.waiting > 0 ? Tone::Warning : Tone::Info, usage.waiting > 0 ? u"clock"_s : u"running"_s, load);
    showMeters();
}

QList<QWidget *> KeyListRow::tabStops() const
{
    return {m_requests, m_edit, m_revoke};
}

void KeyListRow::showMeters()
{
    const QList<MeterValue> values = m_key.isRevoked() ? QList<MeterValue>() : keyMeters(m_key.policy, m_usage);
    while (m_meterWidgets.size() < values.size()) {
        const auto place = static_cast<int>(m_meterWidgets.size());
        auto *meter = new Meter(m_theme, m_meterArea);
        meter->setObjectName(u"meter%1"_s.arg(place));
        m_meters->addWidget(meter, place / Columns, place % Columns, Qt::AlignTop);
        m_meterWidgets << meter;
    }
    m_meterArea->setVisible(!values.isEmpty());
    for (qsizetype place = 0; place < m_meterWidgets.size(); ++place) {
        Meter *meter = m_meterWidgets.at(place);
        meter->setVisible(place < values.size());
        if (place < values.size())
            meter->setValue(values.at(place));
    }
}

void KeyListRow::nameButtons()
{
    const QString requests = tr("Requests with key “%1”").arg(m_key.name);
    m_requests->setToolTip(requests);
    m_requests->setAccessibleName(requests);
    const QString edit = tr("Edit “%1”").arg(m_key.name);
    m_edit->setToolTip(edit);
    m_edit->setAccessibleName(edit);
    const QString revoke = tr("Revoke key “%1”").arg(m_key.name);
    m_revoke->setToolTip(revoke);
    m_revoke->setAccessibleName(revoke);
}

} // namespace homeport
