// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/ownerfields.h"

#include "core/accounts/accountrules.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

OwnerFields::OwnerFields(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_unfold(makeLinkButton(theme, u"add"_s, tr("Organization and project"), this)), m_lines(new QWidget(this)),
      m_organization(makeLine(u"organization"_s, tr("Organization"), u"org-…"_s)),
      m_project(makeLine(u"project"_s, tr("Project"), u"proj_…"_s)),
      m_organizationField(new FormField(tr("Or&ganization (optional)"), m_organization, m_organization, m_lines)),
      m_projectField(new FormField(tr("Pro&ject (optional)"), m_project, m_project, m_lines))
{
    m_unfold->setObjectName(u"unfoldOwner"_s);
    auto *both = new QHBoxLayout;
    both->setSpacing(12);
    both->addWidget(m_organizationField, 1, Qt::AlignTop);
    both->addWidget(m_projectField, 1, Qt::AlignTop);
    auto *lines = new QVBoxLayout(m_lines);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addLayout(both);
    lines->addWidget(makeMutedLabel(tr("Whom requests count for. Empty: whom the key or the tool says."), m_lines));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_unfold, 0, Qt::AlignLeft);
    layout->addWidget(m_lines);
    setFolded(true);
    connect(m_unfold, &QPushButton::clicked, this, [this] {
        setFolded(false);
        m_organization->setFocus();
    });
    for (const auto &[line, field] : {std::pair{m_organization, m_organizationField}, std::pair{m_project, m_projectField}})
        connect(line, &QLineEdit::textEdited, field, [field = field] { field->setProblem({}); });
}

QLineEdit *OwnerFields::makeLine(const QString &name, const QString &accessibleName, const QString &example)
{
    auto *line = new QLineEdit(m_lines);
    line->setObjectName(name);
    line->setAccessibleName(accessibleName);
    line->setPlaceholderText(example);
    line->setFont(monospaceFont());
    return line;
}

void OwnerFields::setOwner(const QString &organization, const QString &project)
{
    clear();
    m_organization->setText(organization);
    m_project->setText(project);
    setFolded(false);
}

void OwnerFields::setOffered(bool offered)
{
    if (!offered)
        clear();
    setVisible(offered);
}

void OwnerFields::clear()
{
    m_organization->clear();
    m_project->clear();
    m_organizationField->setProblem({});
    m_projectField->setProblem({});
    setFolded(true);
}

QString OwnerFields::organization() const
{
    return m_organization->text().trimmed();
}

QString OwnerFields::project() const
{
    return m_project->text().trimmed();
}

bool OwnerFields::validate()
{
    QLineEdit *wrong = nullptr;
    for (const auto &[field, line] : {std::pair{m_projectField, m_project}, std::pair{m_organizationField, m_organization}}) {
        const bool isRight = checkedHeaderId(line->text()).has_value();
        field->setProblem(isRight ? QString() : tr("An id is short, and has no blanks or foreign letters."));
        wrong = isRight ? wrong : line;
    }
    if (wrong)
        wrong->setFocus();
    return !wrong;
}

QWidget *OwnerFields::tabAfter(QWidget *before) const
{
    setTabOrder(before, m_unfold);
    setTabOrder(m_unfold, m_organization);
    setTabOrder(m_organization, m_project);
    return m_project;
}

void OwnerFields::setFolded(bool folded)
{
    m_unfold->setVisible(folded);
    m_lines->setVisible(!folded);
}

} // namespace homeport
