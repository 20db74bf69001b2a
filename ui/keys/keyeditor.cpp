// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyeditor.h"

#include "core/base/onresult.h"
#include "ui/keys/keycontentsform.h"
#include "ui/keys/keyexpiryform.h"
#include "ui/keys/keylimitsform.h"
#include "ui/keys/keyscopeform.h"
#include "ui/keys/keytext.h"
#include "ui/services/accessservice.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Margin = 24;
constexpr int ScrollBar = 12;      // its width, by the style sheet: there always is one
constexpr int LongestProject = 60; // as keypolicy.cpp
constexpr QSize WantedSize(680, 720);
constexpr QSize SmallestSize(560, 360);

PolicyNames namesFrom(const Services &services)
{
    return {services.accounts.profiles(), services.access->accounts(), services.access->groups()};
}

} // namespace

KeyEditor::KeyEditor(const Services &services, const Theme &theme, const LocalKey &key, QWidget *parent)
    : QDialog(parent), m_services(services), m_key(key), m_area(new QScrollArea(this)), m_name(new QLineEdit(key.name, this)),
      m_nameField(new FormField(tr("&Name"), m_name, m_name, this)), m_project(new QLineEdit(key.policy.project, this)),
      m_projectField(new FormField(tr("Pro&ject"), m_project, m_project, this)), m_expiry(new KeyExpiryForm(this)),
      m_scope(new KeyScopeForm(theme, namesFrom(services), services.access->knownModels(), this)), m_limits(new KeyLimitsForm(this)),
      m_save(makePrimaryButton(key.id == 0 ? tr("Create key") : tr("Save"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(key.id == 0 ? tr("New key") : tr("Edit “%1”").arg(key.name));
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(100);
    m_project->setObjectName(u"project"_s);
    m_project->setAccessibleName(tr("Project"));
    m_project->setPlaceholderText(tr("none"));
    m_project->setMaxLength(LongestProject);
    m_projectField->setHelp(tr("What its usage is counted under."));
    m_failure->setObjectName(u"failure"_s);
    m_expiry->setPolicy(key.policy, key.firstUsedAt);
    m_scope->setPolicy(key.policy);
    m_limits->setPolicy(key.policy);
    if (services.contents) {
        m_contents = new KeyContentsForm(this);
        m_contents->setPolicy(key.policy);
    }
    build(theme);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setProblem({}); });
    connect(m_project, &QLineEdit::textEdited, this, [this] { m_projectField->setProblem({}); });
    connect(m_save, &QPushButton::clicked, this, &KeyEditor::submit);
}

void KeyEditor::build(const Theme &theme)
{
    auto *content = new QWidget(m_area);
    content->setLayout(makeSections());
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(content);
    content->setAutoFillBackground(false);
    m_area->viewport()->setAutoFillBackground(false);

    auto *unreadable = new Banner(theme, this);
    unreadable->setObjectName(u"unreadable"_s);
    unreadable->setMessage(Tone::Warning, u"warning"_s, tr("Its limits can't be read"),
                           tr("Nothing passes with this key. Saving gives it the limits below instead. %1").arg(m_key.policyProblem));
    unreadable->setVisible(!m_key.policyProblem.isEmpty());
    auto *top = new QVBoxLayout;
    top->setContentsMargins(Margin, 0, Margin, 0);
    top->setSpacing(12);
    top->addWidget(unreadable);
    top->addWidget(m_failure);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Margin, 0, Margin);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addWidget(m_area, 1);
    addButtons(layout);
    setMinimumSize(SmallestSize);
    const QSize room = (parentWidget() ? parentWidget()->window()->size() : WantedSize) - QSize(32, 32);
    resize(WantedSize.boundedTo(room.expandedTo(SmallestSize)));
    m_name->setFocus();
}

QVBoxLayout *KeyEditor::makeSections()
{
    auto *sections = new QVBoxLayout;
    sections->setContentsMargins(Margin, 0, Margin - ScrollBar, 8);
    sections->setSpacing(24);
    auto *first = new QVBoxLayout;
    first->setSpacing(12);
    first->addLayout(makeNames());
    first->addWidget(m_expiry);
    sections->addLayout(first);
    sections->addWidget(m_scope);
    sections->addWidget(m_limits);
    if (m_contents)
        sections->addWidget(m_contents);
    sections->addStretch();
    return sections;
}

QHBoxLayout *KeyEditor::makeNames()
{
    auto *names = new QHBoxLayout;
    names->setSpacing(12);
    names->addWidget(m_nameField, 3, Qt::AlignTop);
    names->addWidget(m_projectField, 2, Qt::AlignTop);
    return names;
}

void KeyEditor::addButtons(QVBoxLayout *layout)
{
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 0, Margin, 0);
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
}

// The first that is wrong; null: none.
QWidget *KeyEditor::checkNames(KeyPolicy *policy)
{
    const QString name = m_name->text().trimmed();
    const QList<LocalKey> keys = m_services.access->keys();
    const bool taken = std::any_of(keys.cbegin(), keys.cend(),
                                   [&](const LocalKey &key) { return key.id != m_key.id && !key.isRevoked() && key.name == name; });
    m_nameField->setProblem(name.isEmpty() ? tr("Give it a name.") : taken ? tr("There is a key of this name already.") : QString());
    policy->project = m_project->text().trimmed();
    const bool printable = std::all_of(policy->project.cbegin(), policy->project.cend(),
                                       [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    m_projectField->setProblem(printable ? QString() : tr("No control characters, please."));
    return !m_nameField->problem().isEmpty() ? m_name : printable ? nullptr : m_project;
}

bool KeyEditor::check(KeyPolicy *policy)
{
    QWidget *names = checkNames(policy);
    const bool expiry = m_expiry->read(policy);
    const bool scope = m_scope->read(policy);
    const bool limits = m_limits->read(policy);
    const bool contents = readContents(policy);
    QWidget *first = names       ? names
                     : !expiry   ? m_expiry->firstProblem()
                     : !scope    ? m_scope->firstProblem()
                     : !limits   ? m_limits->firstProblem()
                     : !contents ? m_contents->firstProblem()
                                 : nullptr;
    if (!first)
        return true;
    first->setFocus();
    m_area->ensureWidgetVisible(first, 0, 80);
    return false;
}

// What the form does not show stays as it is.
bool KeyEditor::readContents(KeyPolicy *policy)
{
    policy->contentsDays = m_key.policy.contentsDays;
    policy->contentsKb = m_key.policy.contentsKb;
    policy->contentsMb = m_key.policy.contentsMb;
    return !m_contents || m_contents->read(policy);
}

void KeyEditor::submit()
{
    KeyPolicy policy;
    m_failure->hide();
    if (!check(&policy))
        return;
    m_save->setEnabled(false);
    if (m_key.id == 0)
        create(policy);
    else
        change(policy);
}

void KeyEditor::create(const KeyPolicy &policy)
{
    onResult(m_services.access->create(m_name->text().trimmed(), policy), this, [this](const Result<CreatedKey> &made) {
        if (!made)
            return fail(made.error());
        Q_EMIT created(*made);
        accept();
    });
}

void KeyEditor::change(const KeyPolicy &policy)
{
    const QString name = m_name->text().trimmed();
    if (name == m_key.name)
        return changePolicy(policy);
    onResult(m_services.access->rename(m_key.id, name), this, [this, policy](const Result<LocalKey> &renamed) {
        if (!renamed)
            return fail(renamed.error());
        m_key.name = renamed->name;
        changePolicy(policy);
    });
}

void KeyEditor::changePolicy(const KeyPolicy &policy)
{
    if (policy == m_key.policy && m_key.policyProblem.isEmpty())
        return accept();
    onResult(m_services.access->setPolicy(m_key.id, policy), this, [this](const Result<LocalKey> &changed) {
        if (!changed)
            return fail(changed.error());
        accept();
    });
}

void KeyEditor::fail(const Error &error)
{
    m_save->setEnabled(true);
    if (error.code == Error::Code::Conflict) {
        m_nameField->setProblem(tr("There is a key of this name already."));
        m_area->ensureWidgetVisible(m_name, 0, 80);
        return;
    }
    m_failure->setMessage(Tone::Bad, u"bad"_s, m_key.id == 0 ? tr("The key was not created") : tr("The key was not saved"),
                          errorText(error));
    m_failure->show();
}

} // namespace homeport
