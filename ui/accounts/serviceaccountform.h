// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/services.h"

#include <QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class FormField;
class Theme;

// A service account's key, out of its file or the clipboard, and where its models are. The key itself is never shown.
class ServiceAccountForm final : public QWidget
{
    Q_OBJECT

public:
    ServiceAccountForm(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void setProfile(const ServiceAccountProfile &profile); // forgets the key when it is another
    void setPlaceOffered(bool offered);                    // region and project; otherwise they are an account's own already
    [[nodiscard]] bool validate();                         // marks what is wrong, and focuses it
    void fill(NewAccount *account) const;
    [[nodiscard]] SharedSecret key() const { return m_key; } // as it is kept; null: none yet
    void readFile(const QString &path);
    void forget();
    [[nodiscard]] QWidget *first() const; // for the focus. No focus proxy: Tab would skip what stands before it

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectInputs();
    void chooseFile();
    void paste();
    void take(const SharedSecret &file, const QString &name);
    void showProblem(const QString &text);
    [[nodiscard]] QString keyProblem() const;
    void markRegion(const QString &problem);

    Services m_services;
    ServiceAccountProfile m_profile;
    SharedSecret m_key;
    QString m_fileProject; // that the key's file named; empty: none
    QLabel *m_note;
    QPushButton *m_help;
    QFrame *m_drop;
    QLabel *m_fileText;
    QPushButton *m_paste; // in the order of the eye, which is the tab order
    QPushButton *m_choose;
    QComboBox *m_region;
    QLineEdit *m_project;
    FormField *m_regionField;
    FormField *m_projectField;
};

} // namespace homeport
