// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace homeport {

class NumberField;

// The part of a key's editor that holds numbers: rates, requests at once, money.
class KeyLimitsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyLimitsForm(QWidget *parent = nullptr);

    void setPolicy(const KeyPolicy &policy);
    // Writes its part into @p policy; false, with a problem beside each line that has one, where something is wrong.
    [[nodiscard]] bool read(KeyPolicy *policy);
    [[nodiscard]] QWidget *firstProblem() const { return m_firstProblem; } // of the last read(); null: none

private:
    struct Entry
    {
        NumberField *field;
        qint64 KeyPolicy::*large; // one of the two
        int KeyPolicy::*small;
    };

    [[nodiscard]] QGridLayout *addSection(QVBoxLayout *layout, const QString &title, const QString &help);
    void addCount(QGridLayout *grid, const QString &name, const QString &label, qint64 KeyPolicy::*member, qint64 highest);
    void addPlaces(QGridLayout *grid, const QString &name, const QString &label, int KeyPolicy::*member, qint64 highest);
    void addMoney(QGridLayout *grid, const QString &name, const QString &label, qint64 KeyPolicy::*member);
    void add(QGridLayout *grid, const Entry &entry);

    QList<Entry> m_entries;
    QWidget *m_firstProblem = nullptr;
};

} // namespace homeport
