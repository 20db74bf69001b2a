// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/keyform.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

KeyForm::KeyForm(QWidget *parent)
    : QWidget(parent), m_name(new QLineEdit(this)), m_error(makeLabel({}, QApplication::font(), this)),
      m_create(makePrimaryButton(tr("Create"), this))
{
    auto *label = new QLabel(tr("&Name of the new key, for instance the tool that will use it"), this);
    label->setBuddy(m_name);
    label->setWordWrap(true);
    m_name->setObjectName(u"keyName"_s);
    m_name->setAccessibleName(tr("Name of the new key"));
    m_name->setMaxLength(100);
    m_error->setObjectName(u"keyError"_s);
    setTone(m_error, Tone::Bad);
    m_error->hide();
    m_create->setObjectName(u"createKey"_s);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelKey"_s);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_name, 1);
    row->addWidget(m_create);
    row->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(m_error);
    hide();

    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &KeyForm::cancelled);
    connect(m_create, &QPushButton::clicked, this, &KeyForm::submit);
    connect(m_name, &QLineEdit::returnPressed, this, &KeyForm::submit);
    connect(m_name, &QLineEdit::textEdited, this, [this] { showError({}); });
    connect(cancel, &QPushButton::clicked, this, &KeyForm::cancelled);
}

void KeyForm::open(const QString &suggestedName)
{
    m_name->setText(suggestedName);
    m_name->selectAll();
    showError({});
    setBusy(false);
    show();
    m_name->setFocus();
}

void KeyForm::showError(const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    m_name->setAccessibleDescription(text);
    setStyleProperty(m_name, "invalid", text.isEmpty() ? u"false"_s : u"true"_s);
}

void KeyForm::setBusy(bool busy)
{
    m_create->setEnabled(!busy);
    m_name->setReadOnly(busy);
}

void KeyForm::submit()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        showError(tr("Give it a name."));
        m_name->setFocus();
    } else if (m_create->isEnabled()) {
        Q_EMIT createRequested(name);
    }
}

} // namespace homeport
