// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLineEdit;

namespace homeport {

class FormField;

// The part of a key's editor that says whether what requests and answers hold is kept, for how long, and how much of it.
class KeyContentsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyContentsForm(QWidget *parent = nullptr);

    void setPolicy(const KeyPolicy &policy);
    [[nodiscard]] bool read(KeyPolicy *policy); // as KeyLimitsForm's
    [[nodiscard]] QWidget *firstProblem() const { return m_firstProblem; }

private:
    struct Entry
    {
        QLineEdit *line;
        FormField *field;
        int KeyPolicy::*member;
        int highest;
    };

    void add(QHBoxLayout *row, const QString &name, const QString &label, const QString &help, int KeyPolicy::*member, int highest);
    void showFields();

    QCheckBox *m_keep;
    QWidget *m_fields; // hidden while nothing is kept
    QList<Entry> m_entries;
    KeyPolicy m_known;
    QWidget *m_firstProblem = nullptr;
};

} // namespace homeport
