// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace homeport {

class FormField;
class SettingsService;
struct SettingSpec;

// A line for a setting that is a number. What is typed is taken when the line is left, or with Enter; what is no such number is told
// beside it, and nothing is changed.
class SettingField final : public QWidget
{
    Q_OBJECT

public:
    // @p name: of the setting, and for findChild.
    SettingField(SettingsService &service, const QString &name, const QString &label, QWidget *parent = nullptr);

    void refresh(); // leaves alone what is being typed

private:
    void submit();
    [[nodiscard]] QString help() const;

    SettingsService &m_service;
    const SettingSpec &m_spec;
    QLineEdit *m_line;
    FormField *m_field;
};

// "10 to 300", for the sentences beside a line.
[[nodiscard]] QString rangeText(const SettingSpec &spec);
// "Set by --port when Homeport was started: it holds until Homeport is started without it." Empty where @p option is.
[[nodiscard]] QString setByText(const QString &option);

} // namespace homeport
