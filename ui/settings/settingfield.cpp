// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingfield.h"

#include "core/base/onresult.h"
#include "ui/services/settingsservice.h"
#include "ui/text/errortext.h"
#include "ui/widgets/formfield.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SettingField::SettingField(SettingsService &service, const QString &name, const QString &label, QWidget *parent)
    : QWidget(parent), m_service(service), m_spec(*settingSpec(name)), m_line(new QLineEdit(this)),
      m_field(new FormField(label, m_line, m_line, this))
{
    m_line->setObjectName(name);
    m_line->setAccessibleName(label);
    m_line->setMaxLength(12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this] { m_field->setProblem({}); });
    connect(m_line, &QLineEdit::editingFinished, this, &SettingField::submit);
    connect(&service, &SettingsService::changed, this, &SettingField::refresh);
    refresh();
}

void SettingField::refresh()
{
    const QString by = m_service.setBy(m_spec.name);
    m_line->setEnabled(by.isEmpty());
    m_field->setHelp(by.isEmpty() ? help() : setByText(by));
    if (m_line->isModified())
        return;
    m_line->setText(settingText(m_service.settings(), m_spec));
    m_field->setProblem({});
}

QString SettingField::help() const
{
    //: below a number: its range, and what it is unless someone changes it
    return tr("%1, usually %2").arg(rangeText(m_spec), settingText(Settings(), m_spec));
}

void SettingField::submit()
{
    if (!m_line->isModified())
        return;
    Settings typed = m_service.settings();
    if (!setSetting(typed, m_spec, m_line->text())) {
        m_field->setProblem(tr("A whole number, %1.").arg(rangeText(m_spec)));
        return;
    }
    m_line->setModified(false);
    if (typed == m_service.settings())
        return refresh();
    onResult(m_service.change({{m_spec.name, settingText(typed, m_spec)}}), this, [this](const Result<void> &changed) {
        refresh();
        if (!changed)
            m_field->setProblem(errorText(changed.error()));
    });
}

QString rangeText(const SettingSpec &spec)
{
    //: a range of numbers
    return SettingField::tr("%1 to %2").arg(spec.lowest).arg(spec.highest);
}

QString setByText(const QString &option)
{
    return option.isEmpty()
               ? QString()
               : SettingField::tr("Set by %1 when Homeport was started; that holds until it is started without it.").arg(option);
}

} // namespace homeport
