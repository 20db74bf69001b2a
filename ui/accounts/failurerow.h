// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountlog.h"

#include <QWidget>

class QLabel;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// One failure of an account: what came back, when and of what, and the provider's words.
class FailureRow final : public QWidget
{
    Q_OBJECT

public:
    explicit FailureRow(const Theme &theme, QWidget *parent = nullptr);

    void setFailure(const AccountFailure &failure, const QDateTime &now);

private:
    StateLabel *m_state;
    ElidedLabel *m_facts;
    QLabel *m_words;
};

} // namespace homeport
