// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"

#include <QString>

class QDialog;
class QWidget;

namespace homeport {

class SignInDialog;
class Theme;

// The dialogs that bring accounts, open over @p parent's window, which owns them; each goes when it is closed.
void openAddKey(const Services &services, const Theme &theme, const QString &providerId, QWidget *parent); // empty: the first provider
void openSignIn(const Services &services, const Theme &theme, QWidget *parent);
void openImport(const Services &services, const Theme &theme, QWidget *parent);

// A dialog that is made already, and has a parent: who would rather give a key is led there.
void openSignInDialog(const Services &services, const Theme &theme, SignInDialog *dialog);
void openOwned(QDialog *dialog);

[[nodiscard]] bool hasSignIn(const AccountsService &accounts); // one provider at least has a sign-in

} // namespace homeport
