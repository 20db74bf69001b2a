// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;

namespace homeport {

class FormField;

// A line for a limit. Empty: none.
class NumberField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Count, Money }; // Money in nano-dollars

    // @p name: for findChild and, as @p label, for people. @p highest: the largest that is taken.
    NumberField(Kind kind, const QString &name, const QString &label, qint64 highest, QWidget *parent = nullptr);

    void setValue(qint64 value); // 0: empty
    // 0 where the line is empty; nothing, with a problem beside the line, where it is no number that is taken.
    [[nodiscard]] std::optional<qint64> read();
    [[nodiscard]] QLineEdit *line() const { return m_line; }

private:
    Kind m_kind;
    qint64 m_highest;
    QLineEdit *m_line;
    FormField *m_field;
};

} // namespace homeport
