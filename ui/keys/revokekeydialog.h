// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "ui/widgets/growingdialog.h"

class QCheckBox;
class QPushButton;

namespace homeport {

class AccessService;
class Banner;
class Theme;

// Asks whether a key is to be revoked, and whether what runs with it is broken too.
class RevokeKeyDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    RevokeKeyDialog(AccessService &service, const Theme &theme, const LocalKey &key, QWidget *parent = nullptr);

private:
    void build();
    void showRunning();
    void revoke();

    AccessService &m_service;
    LocalKey m_key;
    QCheckBox *m_drop;
    QPushButton *m_revoke;
    Banner *m_failure;
};

} // namespace homeport
