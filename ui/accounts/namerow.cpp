// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/namerow.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

NameRow::NameRow(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_label(new ElidedLabel(Qt::ElideRight, this)), m_edit(makeIconButton(theme, u"edit"_s, tr("Rename"), this)),
      m_form(new QWidget(this)), m_line(new QLineEdit(m_form)), m_save(makePrimaryButton(tr("Save"), m_form)),
      m_cancel(makeButton(tr("Cancel"), m_form))
{
    m_label->setObjectName(u"detailName"_s);
    m_label->setFont(titleFont());
    m_edit->setObjectName(u"rename"_s);
    m_line->setObjectName(u"nameEdit"_s);
    m_line->setAccessibleName(tr("Name"));
    m_line->setMaxLength(100);
    m_line->installEventFilter(this);
    m_save->setObjectName(u"saveName"_s);
    m_cancel->setObjectName(u"cancelName"_s);

    auto *inputs = new QWidget(m_form);
    auto *row = new QHBoxLayout(inputs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_line, 1);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    m_field = new FormField(tr("&Name"), inputs, m_line, m_form);
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->addWidget(m_field);
    m_form->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label);
    layout->addWidget(m_edit);
    layout->addWidget(m_form, 1);
    layout->addStretch();

    connect(m_edit, &QToolButton::clicked, this, &NameRow::edit);
    connect(m_save, &QPushButton::clicked, this, &NameRow::submit);
    connect(m_line, &QLineEdit::returnPressed, this, &NameRow::submit);
    connect(m_line, &QLineEdit::textEdited, this, [this] { m_field->setProblem({}); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        stopEditing();
        m_edit->setFocus();
    });
}

void NameRow::setName(const QString &name)
{
    m_name = name;
    m_label->setFullText(name);
    m_edit->setAccessibleName(tr("Rename “%1”").arg(name));
    m_edit->setToolTip(m_edit->accessibleName());
}

void NameRow::edit()
{
    m_line->setText(m_name);
    m_field->setProblem({});
    m_label->hide();
    m_edit->hide();
    m_form->show();
    m_line->selectAll();
    m_line->setFocus();
}

void NameRow::stopEditing()
{
    m_form->hide();
    m_label->show();
    m_edit->show();
}

void NameRow::showProblem(const QString &text)
{
    m_field->setProblem(text);
    m_line->setFocus();
}

bool NameRow::isEditing() const
{
    return !m_form->isHidden();
}

bool NameRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_cancel->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void NameRow::submit()
{
    const QString name = m_line->text().trimmed();
    if (name == m_name) {
        stopEditing();
        m_edit->setFocus();
    } else {
        Q_EMIT renameRequested(name);
    }
}

} // namespace homeport
