// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keylimitsform.h"

#include "ui/keys/numberfield.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// As keypolicy.cpp, which decides in the end.
constexpr qint64 MostRequests = 1'000'000'000;
constexpr qint64 MostTokens = 1'000'000'000'000;
constexpr qint64 MostMoney = 9'000'000'000'000'000;
constexpr qint64 MostPlaces = 10'000;
constexpr qint64 LongestWait = 3600;
constexpr int Columns = 4;

} // namespace

KeyLimitsForm::KeyLimitsForm(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    QGridLayout *rates = addSection(layout, tr("Rates"), tr("Leave a line empty for no limit. 200k and 1.5M are understood."));
    addCount(rates, u"requestsPerMinute"_s, tr("Requests a minute"), &KeyPolicy::requestsPerMinute, MostRequests);
    addCount(rates, u"requestsPerHour"_s, tr("Requests an hour"), &KeyPolicy::requestsPerHour, MostRequests);
    addCount(rates, u"requestsPerDay"_s, tr("Requests a day"), &KeyPolicy::requestsPerDay, MostRequests);
    rates->addWidget(new QWidget(this), 0, Columns - 1);
    addCount(rates, u"tokensPerMinute"_s, tr("Tokens a minute"), &KeyPolicy::tokensPerMinute, MostTokens);
    rates->addWidget(new QWidget(this), 1, 1); // tokens an hour: there is no such limit
    addCount(rates, u"tokensPerDay"_s, tr("Tokens a day"), &KeyPolicy::tokensPerDay, MostTokens);
    QGridLayout *places = addSection(layout, tr("Requests at once"), tr("Further requests wait in turn for a free place, or are refused."));
    addPlaces(places, u"concurrent"_s, tr("At once"), &KeyPolicy::concurrent, MostPlaces);
    addPlaces(places, u"queueSize"_s, tr("May wait"), &KeyPolicy::queueSize, MostPlaces);
    addPlaces(places, u"queueSeconds"_s, tr("Wait, seconds"), &KeyPolicy::queueSeconds, LongestWait);
    places->addWidget(new QWidget(this), 0, Columns - 1); // as wide as the others' last one
    m_entries.at(6).field->line()->setPlaceholderText(tr("none"));
    m_entries.at(7).field->line()->setPlaceholderText(QString::number(KeyPolicy().queueSeconds));
    QGridLayout *money = addSection(
        layout, tr("Money"), tr("In US dollars, by local days, weeks from Monday, and months. Models without a price are refused then."));
    addMoney(money, u"budgetDay"_s, tr("A day"), &KeyPolicy::budgetDay);
    addMoney(money, u"budgetWeek"_s, tr("A week"), &KeyPolicy::budgetWeek);
    addMoney(money, u"budgetMonth"_s, tr("A month"), &KeyPolicy::budgetMonth);
    addMoney(money, u"budgetTotal"_s, tr("In all"), &KeyPolicy::budgetTotal);
}

QGridLayout *KeyLimitsForm::addSection(QVBoxLayout *layout, const QString &title, const QString &help)
{
    auto *section = new QVBoxLayout;
    section->setSpacing(8);
    section->addWidget(makeLabel(title, titleFont(), this));
    section->addWidget(makeMutedLabel(help, this));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(12);
    for (int column = 0; column < Columns; ++column)
        grid->setColumnStretch(column, 1);
    section->addLayout(grid);
    layout->addLayout(section);
    return grid;
}

void KeyLimitsForm::addCount(QGridLayout *grid, const QString &name, const QString &label, qint64 KeyPolicy::*member, qint64 highest)
{
    add(grid, {new NumberField(NumberField::Kind::Count, name, label, highest, this), member, nullptr});
}

void KeyLimitsForm::addPlaces(QGridLayout *grid, const QString &name, const QString &label, int KeyPolicy::*member, qint64 highest)
{
    add(grid, {new NumberField(NumberField::Kind::Count, name, label, highest, this), nullptr, member});
}

void KeyLimitsForm::addMoney(QGridLayout *grid, const QString &name, const QString &label, qint64 KeyPolicy::*member)
{
    add(grid, {new NumberField(NumberField::Kind::Money, name, label, MostMoney, this), member, nullptr});
}

void KeyLimitsForm::add(QGridLayout *grid, const Entry &entry)
{
    const int place = grid->count();
    grid->addWidget(entry.field, place / Columns, place % Columns, Qt::AlignTop);
    m_entries << entry;
}

void KeyLimitsForm::setPolicy(const KeyPolicy &policy)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        const bool isDefault = entry.small && policy.*entry.small == KeyPolicy().*entry.small;
        entry.field->setValue(entry.large ? policy.*entry.large : isDefault ? 0 : policy.*entry.small);
    }
}

bool KeyLimitsForm::read(KeyPolicy *policy)
{
    m_firstProblem = nullptr;
    for (const Entry &entry : std::as_const(m_entries)) {
        const std::optional<qint64> value = entry.field->read();
        if (!value && !m_firstProblem)
            m_firstProblem = entry.field->line();
        if (entry.large)
            policy->*entry.large = value.value_or(0);
        else
            policy->*entry.small = value.value_or(0) > 0 ? static_cast<int>(*value) : KeyPolicy().*entry.small;
    }
    return !m_firstProblem;
}

} // namespace homeport
