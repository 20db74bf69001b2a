// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QSet>
#include <QString>
#include <QWidget>

class QPushButton;

namespace homeport {

struct LegendEntry
{
    QString name;
    QColor color;
    bool line = false; // else an area
};

// What is what in a chart; each entry is a switch for its part. Names that were switched off stay so while entries come and go.
class ChartLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(const QList<LegendEntry> &entries);
    [[nodiscard]] bool isShown(const QString &name) const { return !m_hidden.contains(name); }

Q_SIGNALS:
    void toggled();

private:
    [[nodiscard]] QPushButton *makeEntry(const QString &name);

    QList<QPushButton *> m_buttons;
    QSet<QString> m_hidden;
};

} // namespace homeport
