// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/limitscards.h"

#include "ui/settings/settingfield.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct LimitsCards
{
    Q_DECLARE_TR_FUNCTIONS(LimitsCards)
};

constexpr int Columns = 3;

QWidget *makeGrid(SettingsService &service, const QString &title, const QString &words, const QList<std::pair<QString, QString>> &fields,
                  QWidget *parent)
{
    auto *card = new Card(title, parent);
    card->body()->addWidget(makeMutedLabel(words, card));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    for (int place = 0; place < fields.size(); ++place) {
        const auto &[name, label] = fields.at(place);
        grid->addWidget(new SettingField(service, name, label, card), place / Columns, place % Columns, Qt::AlignTop);
        grid->setColumnStretch(place % Columns, 1);
    }
    card->body()->addLayout(grid);
    return card;
}

} // namespace

QWidget *makeLimitsCard(SettingsService &service, QWidget *parent)
{
    return makeGrid(service, LimitsCards::tr("Limits"), LimitsCards::tr("Of what tools send. What is beyond them gets one clear answer."),
                    {{u"max-connections"_s, LimitsCards::tr("Connections at once")},
                     {u"max-head-kib"_s, LimitsCards::tr("Head of a request, KiB")},
                     {u"max-body-mib"_s, LimitsCards::tr("Body of a request, MiB")}},
                    parent);
}

QWidget *makeTimeoutsCard(SettingsService &service, QWidget *parent)
{
    return makeGrid(service, LimitsCards::tr("Time-outs"), LimitsCards::tr("In seconds. They hold for requests that begin from then on."),
                    {{u"head-timeout"_s, LimitsCards::tr("Head of a request")},
                     {u"body-timeout"_s, LimitsCards::tr("Pause within a body")},
                     {u"idle-timeout"_s, LimitsCards::tr("Connection without a request")},
                     {u"connect-timeout"_s, LimitsCards::tr("Reaching a provider")},
                     {u"answer-timeout"_s, LimitsCards::tr("Until an answer begins")},
                     {u"stream-timeout"_s, LimitsCards::tr("Pause within an answer")}},
                    parent);
}

} // namespace homeport
