// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QFrame>

class QGridLayout;
class QLabel;

namespace homeport {

class ElidedLabel;

// What is known of an account, as a table of facts. No secret is among them.
class AccountFacts final : public QFrame
{
    Q_OBJECT

public:
    explicit AccountFacts(QWidget *parent = nullptr);

    // @p profile: null when its provider file is gone.
    void setAccount(const Account &account, const ProviderProfile *profile, const QString &proxy);

private:
    // A fact without a value goes out of sight, caption and all.
    void setFact(const QString &name, const QString &caption, const QString &value);
    void addHeading(const QString &text);

    QGridLayout *m_grid;
    QHash<QString, QLabel *> m_captions;
    QHash<QString, ElidedLabel *> m_values;
};

} // namespace homeport
