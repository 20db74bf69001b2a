// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "ui/services/services.h"

#include <QDialog>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace homeport {

class Banner;
class FormField;
class KeyContentsForm;
class KeyExpiryForm;
class KeyLimitsForm;
class KeyScopeForm;
class Theme;

// Makes a key, or changes one: its name and project, until when it is valid, what it may use and how much, and whether
// contents are kept. Services::access is there.
class KeyEditor final : public QDialog
{
    Q_OBJECT

public:
    // @p key: to change; id 0: a new one.
    KeyEditor(const Services &services, const Theme &theme, const LocalKey &key, QWidget *parent = nullptr);

Q_SIGNALS:
    void created(const homeport::CreatedKey &key); // a new one, right before it is accepted

private:
    void build(const Theme &theme);
    [[nodiscard]] QVBoxLayout *makeSections();
    void addButtons(QVBoxLayout *layout);
    [[nodiscard]] QHBoxLayout *makeNames();
    [[nodiscard]] bool check(KeyPolicy *policy);
    [[nodiscard]] QWidget *checkNames(KeyPolicy *policy);
    [[nodiscard]] bool readContents(KeyPolicy *policy);
    void submit();
    void create(const KeyPolicy &policy);
    void change(const KeyPolicy &policy);
    void changePolicy(const KeyPolicy &policy);
    void fail(const Error &error);

    Services m_services;
    LocalKey m_key; // id 0: a new one
    QScrollArea *m_area;
    QLineEdit *m_name;
    FormField *m_nameField;
    QLineEdit *m_project;
    FormField *m_projectField;
    KeyExpiryForm *m_expiry;
    KeyScopeForm *m_scope;
    KeyLimitsForm *m_limits;
    KeyContentsForm *m_contents = nullptr; // without Services::contents
    QPushButton *m_save;
    Banner *m_failure;
};

} // namespace homeport
