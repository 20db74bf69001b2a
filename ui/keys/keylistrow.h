// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/keytext.h"

#include <QFrame>

class QGridLayout;
class QToolButton;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// One key in the list: what it is, what it may use, and what it has used of its limits.
class KeyListRow final : public QFrame
{
    Q_OBJECT

public:
    explicit KeyListRow(const Theme &theme, QWidget *parent = nullptr);

    // Both touch nothing when all of it is said already.
    void setKey(const LocalKey &key, const PolicyNames &names, const QDateTime &now);
    void setUsage(const KeyUsageNow &usage);
    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void editRequested(qint64 id);
    void revokeRequested(qint64 id);
    void requestsRequested(const QString &key); // by its name

private:
    struct Words
    {
        KeyStateText state;
        QString dates;
        QString scope;
        QString rates;
        QString contents;

        bool operator==(const Words &) const = default;
    };

    void build();
    void nameButtons();
    void showMeters();

    const Theme &m_theme;
    LocalKey m_key;
    Words m_words;
    KeyUsageNow m_usage;
    StateLabel *m_state;
    StateLabel *m_load;
    ElidedLabel *m_name;
    ElidedLabel *m_hint;
    ElidedLabel *m_dates;
    ElidedLabel *m_scope;
    ElidedLabel *m_rates;
    StateLabel *m_contents;
    ElidedLabel *m_used;
    QWidget *m_meterArea; // hidden while no limit is set
    QGridLayout *m_meters;
    QList<Meter *> m_meterWidgets; // those there is nothing for are hidden
    QToolButton *m_requests;
    QToolButton *m_edit;
    QToolButton *m_revoke;
};

} // namespace homeport
