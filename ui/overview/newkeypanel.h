// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"

#include <QFrame>

namespace homeport {

class Banner;
class Clipboard;
class SecretEdit;
class Theme;

// The one moment a key can be seen: masked, revealed, copied, then gone for good.
class NewKeyPanel final : public QWidget
{
    Q_OBJECT

public:
    NewKeyPanel(Clipboard &clipboard, const Theme &theme, QWidget *parent = nullptr);

    void display(const CreatedKey &key);
    void forget(); // clears and hides

Q_SIGNALS:
    void dismissed();

private:
    Banner *m_banner;
    SecretEdit *m_secret;
    SharedSecret m_plain;
};

} // namespace homeport
