// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/profile.h"

#include <QFrame>

#include <vector>

class QPushButton;

namespace homeport {

class Theme;

// The other ways to a provider whose sign-in only those may use who were given a client id. Offers what there is.
class FurtherWays final : public QFrame
{
    Q_OBJECT

public:
    FurtherWays(std::vector<ProviderProfile> all, const Theme &theme, QWidget *parent = nullptr);

    void setProfile(const ProviderProfile &profile); // hidden where none are needed

Q_SIGNALS:
    void addKeyRequested(const QString &providerId);

private:
    std::vector<ProviderProfile> m_all;
    QString m_keyProvider;
    QString m_gatewayProvider;
    QPushButton *m_key;
    QPushButton *m_gateway;
    QWidget *m_ownLogin;
};

} // namespace homeport
