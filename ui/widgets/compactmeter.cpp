// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compactmeter.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/meterbar.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

ElidedLabel *makeLine(QWidget *parent, const QString &name)
{
    auto *line = new ElidedLabel(Qt::ElideRight, parent);
    line->setObjectName(name);
    line->setFont(smallFont());
    return line;
}

} // namespace

CompactMeter::CompactMeter(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_caption(makeLine(this, u"meterCaption"_s)), m_numbers(makeLine(this, u"meterNumbers"_s)),
      m_note(makeLine(this, u"meterNote"_s)), m_bar(new MeterBar(theme, this))
{
    m_caption->setProperty("role", u"muted"_s);
    m_note->setProperty("role", u"muted"_s);
    m_numbers->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_caption, 1);
    top->addWidget(m_numbers);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_bar);
    layout->addWidget(m_note);
}

void CompactMeter::setValue(const MeterValue &value)
{
    if (value == m_value)
        return;
    m_value = value;
    showUsed(value, *m_caption, *m_numbers, *m_bar);
    m_note->setFullText(value.note);
    setTone(m_note, value.stale ? Tone::Neutral : value.paceTone);
    QStringList further{value.pace, value.hint, value.origin};
    further.removeAll(QString());
    setToolTip(further.join(u'\n'));
    setAccessibleName(u"%1: %2, %3"_s.arg(value.caption, value.numbers, value.note));
    setAccessibleDescription(further.join(u'\n'));
}

} // namespace homeport
