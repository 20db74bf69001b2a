// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagefilter.h"

#include "core/base/onresult.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flowlayout.h"

#include <QActionGroup>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr UsageDimension Dimensions[] = {UsageDimension::Account, UsageDimension::Model, UsageDimension::Key, UsageDimension::Tool,
                                         UsageDimension::Project};
constexpr int WidestName = 280;

QString shortened(const QWidget *widget, const QString &text)
{
    return widget->fontMetrics().elidedText(text, Qt::ElideMiddle, WidestName).replace(u'&', u"&&"_s);
}

} // namespace

UsageFilter::UsageFilter(Names source, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_names(std::move(source)), m_theme(theme),
      m_button(makeIconButton(theme, u"filter"_s, tr("Show only a part"), parent))
{
    setObjectName(u"usageFilter"_s);
    setLayout(new FlowLayout(8, nullptr));
    auto *menu = new QMenu(m_button);
    menu->setAccessibleName(tr("Show only a part"));
    for (const UsageDimension dimension : Dimensions) {
        QMenu *names = menu->addMenu(dimensionNoun(dimension));
        names->setObjectName(u"filter%1"_s.arg(static_cast<int>(dimension)));
        connect(names, &QMenu::aboutToShow, this, [this, dimension, names] { fill(dimension, names); });
        names->addAction(tr("Loading…"))->setEnabled(false); // a menu without entries does not open
    }
    m_button->setObjectName(u"filterUsage"_s);
    m_button->setMenu(menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    hide();
}

void UsageFilter::fill(UsageDimension dimension, QMenu *menu)
{
    onResult(m_names(dimension), menu, [this, dimension, menu](const Result<QStringList> &names) {
        menu->clear();
        qDeleteAll(menu->findChildren<QActionGroup *>(Qt::FindDirectChildrenOnly));
        if (names)
            return addNames(dimension, *names, menu);
        menu->addAction(errorText(names.error()))->setEnabled(false);
    });
}

void UsageFilter::addNames(UsageDimension dimension, const QStringList &names, QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    const auto chosen = m_where.find(dimension);
    const auto add = [&](const QString &text, const QString &name) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(chosen == m_where.end() ? name.isEmpty() : chosen->second == name);
        connect(action, &QAction::triggered, this, [this, dimension, name] { choose(dimension, name); });
    };
    add(tr("Any"), {});
    for (const QString &name : names)
        add(shortened(menu, name), name);
}

void UsageFilter::choose(UsageDimension dimension, const QString &name)
{
    auto where = m_where;
    if (name.isEmpty())
        where.erase(dimension);
    else
        where[dimension] = name;
    setWhere(where);
}

void UsageFilter::setWhere(const std::map<UsageDimension, QString> &where)
{
    if (where == m_where)
        return;
    m_where = where;
    showChosen();
    Q_EMIT changed();
}

void UsageFilter::showChosen()
{
    for (QPushButton *old : findChildren<QPushButton *>(Qt::FindDirectChildrenOnly)) {
        if (old->hasFocus())
            m_button->setFocus();
        old->hide();
        old->deleteLater();
    }
    QWidget *last = m_button;
    for (const auto &[dimension, name] : m_where) {
        const QString text = tr("%1: %2").arg(dimensionNoun(dimension), name);
        QPushButton *chip = makeButton(m_theme, u"close"_s, shortened(this, text), this);
        chip->setProperty("role", u"chip"_s);
        chip->setObjectName(u"chip%1"_s.arg(static_cast<int>(dimension)));
        chip->setAccessibleName(tr("%1; take this filter away").arg(text));
        chip->setToolTip(chip->accessibleName());
        connect(chip, &QPushButton::clicked, this, [this, dimension = dimension] { choose(dimension, {}); });
        layout()->addWidget(chip);
        chip->show();
        setTabOrder(last, chip);
        last = chip;
    }
    setVisible(!m_where.empty());
}

} // namespace homeport
