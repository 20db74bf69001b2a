// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/aliaslines.h"

#include "ui/widgets/fonts.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int LinesHeight = 84;

} // namespace

AliasLines::AliasLines(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(u"modelAliases"_s);
    setAccessibleName(tr("Aliases of models, one a line"));
    setTabChangesFocus(true);
    setFont(monospaceFont());
    setFixedHeight(LinesHeight);
    setPlaceholderText(u"fast = claude-haiku-4-5"_s);
}

void AliasLines::setAliases(const ModelAliases &aliases)
{
    QStringList lines;
    for (auto alias = aliases.cbegin(); alias != aliases.cend(); ++alias)
        lines << u"%1 = %2"_s.arg(alias.key(), *alias);
    setPlainText(lines.join(u'\n'));
}

ModelAliases AliasLines::aliases(QString *problem) const
{
    ModelAliases aliases;
    problem->clear();
    const QStringList lines = toPlainText().split(u'\n');
    for (qsizetype number = 0; number < lines.size() && problem->isEmpty(); ++number) {
        const QString line = lines.at(number).trimmed();
        if (line.isEmpty())
            continue;
        const QString name = line.section(u'=', 0, 0).trimmed();
        const QString model = line.section(u'=', 1).trimmed();
        if (!problemWith(ModelAliases{{name, model}}).isEmpty())
            *problem = tr("Line %1 is no “name = model”, both without blanks, the model without asterisks.").arg(number + 1);
        else if (aliases.contains(name))
            *problem = tr("Line %1: “%2” is there already.").arg(number + 1).arg(name);
        aliases.insert(name, model);
    }
    if (problem->isEmpty() && !problemWith(aliases).isEmpty())
        *problem = tr("These are too many.");
    return aliases;
}

} // namespace homeport
