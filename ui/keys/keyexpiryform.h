// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace homeport {

class FormField;

// The part of a key's editor that says until when it is valid.
class KeyExpiryForm final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyExpiryForm(QWidget *parent = nullptr);

    void setPolicy(const KeyPolicy &policy, const QDateTime &firstUsedAt);
    [[nodiscard]] bool read(KeyPolicy *policy); // as KeyLimitsForm's
    [[nodiscard]] QWidget *firstProblem() const { return m_firstProblem; }

private:
    enum Choice { Never, OnDate, AfterUse, Earlier }; // Earlier: whichever of both comes first

    void showFields();

    QComboBox *m_choice;
    QLineEdit *m_date;
    QLineEdit *m_days;
    FormField *m_dateField;
    FormField *m_daysField;
    QDateTime m_known; // as it was: a date that is left alone may be past
    QWidget *m_firstProblem = nullptr;
};

} // namespace homeport
