// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class FormField;
class SecretEdit;
class Theme;

// A new passphrase, typed twice.
class PassphraseForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PassphraseForm(const Theme &theme, QWidget *parent = nullptr);
    ~PassphraseForm() override;

    void setProblem(const QString &text);
    void clear();
    void startTyping(); // puts the keyboard on the first line

Q_SIGNALS:
    void submitted(const homeport::SharedSecret &passphrase);
    void cancelled();

private:
    void submit();

    SecretEdit *m_passphrase;
    SecretEdit *m_again;
    FormField *m_passphraseField;
    FormField *m_againField;
};

} // namespace homeport
