// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/numberfield.h"

#include "ui/text/format.h"
#include "ui/text/parse.h"
#include "ui/widgets/formfield.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace homeport {

NumberField::NumberField(Kind kind, const QString &name, const QString &label, qint64 highest, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_highest(highest), m_line(new QLineEdit(this)), m_field(new FormField(label, m_line, m_line, this))
{
    m_line->setObjectName(name);
    m_line->setAccessibleName(label);
    m_line->setMaxLength(24);
    //: in the empty line of a limit
    m_line->setPlaceholderText(tr("no limit"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this] { m_field->setProblem({}); });
}

void NumberField::setValue(qint64 value)
{
    m_line->setText(m_kind == Kind::Count ? countText(value) : moneyText(value));
    m_field->setProblem({});
}

std::optional<qint64> NumberField::read()
{
    m_field->setProblem({});
    if (m_line->text().trimmed().isEmpty())
        return 0;
    const std::optional<qint64> value = m_kind == Kind::Count ? countFromText(m_line->text()) : moneyFromText(m_line->text());
    if (!value)
        m_field->setProblem(m_kind == Kind::Count ? tr("A whole number, such as 60 or 200k.") : tr("An amount in dollars, such as 2.50."));
    else if (*value == 0)
        m_field->setProblem(tr("More than 0, or empty for no limit."));
    else if (*value > m_highest)
        m_field->setProblem(tr("At most %1.").arg(m_kind == Kind::Count ? formatCount(m_highest) : formatMoney(m_highest)));
    else
        return value;
    return {};
}

} // namespace homeport
