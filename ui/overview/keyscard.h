// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "ui/services/services.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class KeyForm;
class NewKeyPanel;
class Theme;

// The local keys: by hint only, but for the one that was just created; creating and revoking. Where there is a page
// for them, the newest few and the way there.
class KeysCard final : public QWidget
{
    Q_OBJECT

public:
    KeysCard(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void setKeys(const QList<LocalKey> &keys);
    void startCreating();

Q_SIGNALS:
    void freshKeyChanged(const homeport::SharedSecret &key); // null: it was dismissed
    void allRequested();                                     // the page of all keys

private:
    void create(const QString &name);
    void confirmRevoke(const LocalKey &key);
    void revoke(qint64 id);
    void rebuild();
    void syncForm(bool formOpen);
    [[nodiscard]] QWidget *makeRow(const LocalKey &key);
    [[nodiscard]] QString suggestedName() const;

    Services m_services;
    const Theme &m_theme;
    QList<LocalKey> m_keys; // valid ones
    QPushButton *m_all;
    QPushButton *m_open;
    KeyForm *m_form;
    NewKeyPanel *m_newKey;
    QLabel *m_none;
    QLabel *m_error;
    QVBoxLayout *m_rows;
    QList<QWidget *> m_rowWidgets;
    qint64 m_freshId = 0;
};

} // namespace homeport
