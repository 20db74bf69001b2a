// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/clientfile.h"
#include "core/accounts/signinrequest.h"
#include "core/providers/profile.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class FormField;
class SecretEdit;
class Theme;

// The user's own OAuth client: from the file its provider hands out, or typed. Keeps a secret it was given as
// one; its line shows it masked.
class ClientForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientForm(const Theme &theme, QWidget *parent = nullptr);

    void setProfile(const SignInProfile &profile); // shows the fields it needs, forgets all when it is another
    void setKnown(const Account &account);         // its client, but for the secret: that stays where none is given for the same id
    void setFile(const ClientFile &file, const QString &name);
    void showFileProblem(const QString &text);
    [[nodiscard]] bool takesFile() const;
    [[nodiscard]] bool validate(); // marks what is wrong
    void fill(SignInRequest *request);
    void forget();

Q_SIGNALS:
    void fileWanted(); // "Choose file…"

private:
    void build();
    void keepTyped();
    void retype();

    const Theme &m_theme;
    SignInProfile m_profile;
    QString m_knownId;     // whose secret is stored; empty: none
    SharedSecret m_secret; // null: none yet, or still in the line
    QFrame *m_drop;
    QLabel *m_fileText;
    QPushButton *m_choose;
    QLineEdit *m_id;
    SecretEdit *m_secretEdit;
    QLineEdit *m_project;
    QPushButton *m_retype;
    FormField *m_idField;
    FormField *m_secretField = nullptr;
    FormField *m_projectField;
};

} // namespace homeport
