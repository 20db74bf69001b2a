// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keylist.h"

#include "ui/keys/keylistrow.h"
#include "ui/services/accessservice.h"
#include "ui/services/accountsservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchline.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype AtATime = 20;
constexpr qsizetype FilterFrom = 8; // fewer are seen at a glance

} // namespace

KeyList::KeyList(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_search(new QLineEdit(this)), m_showRevoked(new QCheckBox(this)),
      m_rows(new QVBoxLayout), m_none(makeMutedLabel({}, this)), m_more(makeButton({}, this)), m_most(AtATime)
{
    m_search->setObjectName(u"keyFilter"_s);
    m_search->setAccessibleName(tr("Filter keys"));
    m_search->setPlaceholderText(tr("Filter by name"));
    makeSearchLine(m_search, theme);
    m_search->setMaximumWidth(260);
    m_showRevoked->setObjectName(u"showRevoked"_s);
    m_none->setObjectName(u"noKeyMatches"_s);
    m_more->setObjectName(u"moreKeys"_s);
    build();
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_most = AtATime;
        refresh();
    });
    connect(m_showRevoked, &QCheckBox::toggled, this, &KeyList::refresh);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_most += AtATime;
        refresh();
    });
    connect(services.access, &AccessService::keysChanged, this, &KeyList::refresh);
    connect(services.access, &AccessService::usageChanged, this, &KeyList::refreshUsage);
    connect(&m_minute, &QTimer::timeout, this, &KeyList::refresh);
    m_minute.start(std::chrono::minutes(1));
    refresh();
}

void KeyList::build()
{
    auto *tools = new QHBoxLayout;
    tools->setSpacing(16);
    tools->addWidget(m_search, 1);
    tools->addStretch();
    tools->addWidget(m_showRevoked);
    auto *more = new QHBoxLayout;
    more->addWidget(m_more);
    more->addStretch();
    m_rows->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(tools);
    layout->addWidget(m_none);
    layout->addLayout(m_rows);
    layout->addLayout(more);
}

bool KeyList::matches(const LocalKey &key) const
{
    return (m_showRevoked->isChecked() || !key.isRevoked()) && key.name.contains(m_search->text().trimmed(), Qt::CaseInsensitive);
}

// Rows are kept by id, so that a change does not take the keyboard focus away.
void KeyList::refresh()
{
    QList<LocalKey> keys = m_services.access->keys();
    const auto revoked = std::count_if(keys.cbegin(), keys.cend(), [](const LocalKey &key) { return key.isRevoked(); });
    const qsizetype valid = keys.size() - revoked;
    keys.removeIf([this](const LocalKey &key) { return !matches(key); });
    std::reverse(keys.begin(), keys.end());
    std::stable_partition(keys.begin(), keys.end(), [](const LocalKey &key) { return !key.isRevoked(); });
    showTools(valid, revoked, keys.size());

    const PolicyNames names{m_services.accounts.profiles(), m_services.access->accounts(), m_services.access->groups()};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    bool isNew = false; // a row
    QHash<qint64, KeyListRow *> gone = std::exchange(m_byId, {});
    for (qsizetype place = 0; place < std::min(m_most, keys.size()); ++place) {
        const LocalKey &key = keys.at(place);
        KeyListRow *row = gone.take(key.id);
        if (!row) {
            row = makeRow();
            isNew = true;
        }
        row->setKey(key, names, now);
        row->setUsage(m_services.access->usageOf(key.id));
        if (m_rows->indexOf(row) != place)
            m_rows->insertWidget(static_cast<int>(place), row);
        m_byId.insert(key.id, row);
    }
    for (KeyListRow *row : std::as_const(gone)) {
        m_rows->removeWidget(row);
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    if (isNew || !gone.isEmpty())
        Q_EMIT rowsChanged();
}

QList<QWidget *> KeyList::tabStops() const
{
    QList<QWidget *> stops{m_search, m_showRevoked};
    for (int place = 0; place < m_rows->count(); ++place)
        stops += static_cast<KeyListRow *>(m_rows->itemAt(place)->widget())->tabStops();
    stops << m_more;
    return stops;
}

void KeyList::refreshUsage()
{
    for (auto row = m_byId.cbegin(); row != m_byId.cend(); ++row)
        row.value()->setUsage(m_services.access->usageOf(row.key()));
}

void KeyList::showTools(qsizetype valid, qsizetype revoked, qsizetype matching)
{
    const bool filters = valid + revoked >= FilterFrom || !m_search->text().isEmpty();
    m_search->setVisible(filters);
    m_showRevoked->setText(tr("Show revoked keys (%L1)").arg(revoked));
    m_showRevoked->setAccessibleName(m_showRevoked->text());
    m_showRevoked->setVisible(revoked > 0);
    m_none->setVisible(matching == 0 && valid + revoked > 0);
    m_none->setText(m_search->text().isEmpty() ? tr("No key is valid now.") : tr("No key matches the filter."));
    m_more->setVisible(matching > m_most);
    m_more->setText(tr("Show more (%L1 of %L2 shown)").arg(std::min(m_most, matching)).arg(matching));
    m_more->setAccessibleName(m_more->text());
}

KeyListRow *KeyList::makeRow()
{
    auto *row = new KeyListRow(m_theme, this);
    connect(row, &KeyListRow::editRequested, this, &KeyList::editRequested);
    connect(row, &KeyListRow::revokeRequested, this, &KeyList::revokeRequested);
    connect(row, &KeyListRow::requestsRequested, this, &KeyList::requestsRequested);
    return row;
}

} // namespace homeport
