// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace homeport {

// Read-only text that came over a wire: shown as it is, however it looks, and however long a line of it is. Nothing in it becomes a
// link or is formatted.
class WireText final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit WireText(const QString &name, QWidget *parent = nullptr);

    void setText(const QString &text); // lines end with "\n"
    [[nodiscard]] const QString &text() const { return m_text; }

    // Of @p words, whatever their case; how many there are, 10,000 at most.
    qsizetype findAll(const QString &words);
    void select(qsizetype match);                       // of those that findAll() found
    [[nodiscard]] qsizetype matchFrom(int place) const; // the first at or after a place of the cursor; -1: there is none at all

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    [[nodiscard]] qsizetype shownPlace(qsizetype place) const;
    [[nodiscard]] qsizetype textPlace(qsizetype shown) const;

    QString m_text;
    QList<qsizetype> m_breaks; // places in m_text before which a line is broken where it is shown, ascending
    QList<qsizetype> m_matches;
    qsizetype m_matchSize = 0;
};

} // namespace homeport
