// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/keytext.h"
#include "ui/services/services.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class KeyListRow;
class Theme;

// The local keys, the newest first. Has rows for a few dozen only, with a filter and a button for more of them: a
// thousand keys do not block the window. Services::access is there.
class KeyList final : public QWidget
{
    Q_OBJECT

public:
    KeyList(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void rowsChanged(); // and so tabStops()
    void editRequested(qint64 id);
    void revokeRequested(qint64 id);
    void requestsRequested(const QString &key);

private:
    void build();
    void refresh();
    void refreshUsage();
    void showTools(qsizetype valid, qsizetype revoked, qsizetype matching);
    [[nodiscard]] bool matches(const LocalKey &key) const;
    [[nodiscard]] KeyListRow *makeRow();

    Services m_services;
    const Theme &m_theme;
    QLineEdit *m_search;
    QCheckBox *m_showRevoked;
    QVBoxLayout *m_rows;
    QHash<qint64, KeyListRow *> m_byId;
    QLabel *m_none;
    QPushButton *m_more;
    QTimer m_minute; // words that depend on the time
    qsizetype m_most;
};

} // namespace homeport
