// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/routingdialog.h"

#include "core/base/onresult.h"
#include "ui/services/routingservice.h"
#include "ui/text/errortext.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/patternlist.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int AliasesHeight = 84;

// The number in @p line; outside of the range, a problem beside it.
int numberIn(const QLineEdit *line, FormField *field, int lowest, int highest, const QString &problem)
{
    bool isNumber = false;
    const int value = line->text().trimmed().toInt(&isNumber);
    field->setProblem(isNumber && value >= lowest && value <= highest ? QString() : problem);
    return value;
}

bool isModelName(const QString &name, bool asPattern)
{
    AccountRouting probe;
    if (asPattern)
        probe.models.allow = {name};
    else
        probe.models.aliases.insert(name, name);
    return problemWith(probe).isEmpty();
}

} // namespace

RoutingDialog::RoutingDialog(RoutingService &service, const Theme &theme, const Account &account, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_account(account), m_priority(new QLineEdit(this)), m_weight(new QLineEdit(this)),
      m_reserve(new QLineEdit(this)), m_allow(new PatternList(theme, tr("Models"), tr("claude-* or a whole name"), this)),
      m_aliases(new QPlainTextEdit(this)), m_priorityField(new FormField(tr("&Priority"), m_priority, m_priority, this)),
      m_weightField(new FormField(tr("&Weight"), m_weight, m_weight, this)),
      m_reserveField(new FormField(tr("&Reserve, percent"), m_reserve, m_reserve, this)),
      m_allowField(new FormField(tr("&Models it serves"), m_allow, m_allow->line(), this)),
      m_aliasesField(new FormField(tr("Other &names"), m_aliases, nullptr, this)), m_save(makePrimaryButton(tr("Save"), this)),
      m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("“%1” in routing").arg(account.name));
    build();
    fill(account.routing);
    const std::pair<QLineEdit *, FormField *> fields[] = {
        {m_priority, m_priorityField}, {m_weight, m_weightField}, {m_reserve, m_reserveField}};
    for (const auto &[line, field] : fields)
        connect(line, &QLineEdit::textEdited, this, [field = field] { field->setProblem({}); });
    connect(m_allow, &PatternList::edited, this, [this] { m_allowField->setProblem({}); });
    connect(m_aliases, &QPlainTextEdit::textChanged, this, [this] { m_aliasesField->setProblem({}); });
    connect(m_save, &QPushButton::clicked, this, &RoutingDialog::save);
}

void RoutingDialog::build()
{
    const std::pair<QWidget *, std::pair<QString, QString>> names[] = {{m_priority, {u"priority"_s, tr("Priority")}},
                                                                       {m_weight, {u"weight"_s, tr("Weight")}},
                                                                       {m_reserve, {u"reserve"_s, tr("Reserve, percent")}},
                                                                       {m_aliases, {u"aliases"_s, tr("Other names, one a line")}}};
    for (const auto &[widget, name] : names) {
        widget->setObjectName(name.first);
        widget->setAccessibleName(name.second);
    }
    m_allow->setObjectName(u"allow"_s);
    m_failure->setObjectName(u"failure"_s);
    m_aliases->setTabChangesFocus(true);
    m_aliases->setFont(monospaceFont());
    m_aliases->setFixedHeight(AliasesHeight);
    m_aliases->setPlaceholderText(u"my-fast-model = claude-haiku-4-5"_s);
    m_priorityField->setHelp(tr("The lowest is asked first."));
    m_weightField->setHelp(tr("1 to 100: its share."));
    m_reserveField->setHelp(tr("0 to 95: of every quota."));
    m_allowField->setHelp(tr("None listed: every model. An asterisk stands for any text."));
    m_aliasesField->setHelp(tr("A name that tools use = the model it counts as here, one a line. Requests are never changed."));
    auto *numbers = new QHBoxLayout;
    numbers->setSpacing(12);
    for (FormField *field : {m_priorityField, m_weightField, m_reserveField})
        numbers->addWidget(field, 1, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addLayout(numbers);
    layout->addWidget(m_allowField);
    layout->addWidget(m_aliasesField);
    layout->addStretch();
    addButtons(layout);
    setMinimumWidth(540);
}

void RoutingDialog::addButtons(QVBoxLayout *layout)
{
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    layout->addLayout(buttons);
    m_priority->setFocus();
}

void RoutingDialog::fill(const AccountRouting &routing)
{
    m_priority->setText(QString::number(routing.priority));
    m_weight->setText(QString::number(routing.weight));
    m_reserve->setText(QString::number(routing.reservePercent));
    m_allow->setPatterns(routing.models.allow);
    QStringList lines;
    for (auto alias = routing.models.aliases.cbegin(); alias != routing.models.aliases.cend(); ++alias)
        lines << u"%1 = %2"_s.arg(alias.key(), alias.value());
    m_aliases->setPlainText(lines.join(u'\n'));
}

// Nothing, with a problem beside each field that has one, where something is wrong.
std::optional<AccountRouting> RoutingDialog::read()
{
    AccountRouting routing;
    routing.priority = numberIn(m_priority, m_priorityField, -1000, 1000, tr("-1000 to 1000."));
    routing.weight = numberIn(m_weight, m_weightField, 1, 100, tr("1 to 100."));
    routing.reservePercent = numberIn(m_reserve, m_reserveField, 0, 95, tr("0 to 95."));
    m_allow->takeTyped();
    routing.models.allow = m_allow->patterns();
    for (const QString &pattern : std::as_const(routing.models.allow)) {
        if (!isModelName(pattern, true))
            m_allowField->setProblem(tr("“%1” is no name of a model.").arg(isolated(pattern)));
    }
    routing.models.aliases = readAliases();
    for (const FormField *field : {m_priorityField, m_weightField, m_reserveField, m_allowField, m_aliasesField}) {
        if (!field->problem().isEmpty())
            return {};
    }
    return routing;
}

QMap<QString, QString> RoutingDialog::readAliases()
{
    QMap<QString, QString> aliases;
    m_aliasesField->setProblem({});
    const QStringList lines = m_aliases->toPlainText().split(u'\n');
    for (qsizetype number = 0; number < lines.size(); ++number) {
        const QString line = lines.at(number).trimmed();
        if (line.isEmpty())
            continue;
        const QString name = line.section(u'=', 0, 0).trimmed();
        const QString model = line.section(u'=', 1).trimmed();
        if (!isModelName(name, false) || !isModelName(model, false))
            m_aliasesField->setProblem(tr("Line %1 is no “name = model”, both without blanks and asterisks.").arg(number + 1));
        else if (aliases.contains(name))
            m_aliasesField->setProblem(tr("Line %1: “%2” is there already.").arg(number + 1).arg(name));
        aliases.insert(name, model);
    }
    return aliases;
}

void RoutingDialog::save()
{
    m_failure->hide();
    const std::optional<AccountRouting> routing = read();
    if (!routing)
        return;
    m_save->setEnabled(false);
    onResult(m_service.setRouting(m_account.id, *routing), this, [this](const Result<Account> &changed) {
        m_save->setEnabled(true);
        if (changed)
            return accept();
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("It was not saved"), errorText(changed.error()));
        m_failure->show();
    });
}

} // namespace homeport
