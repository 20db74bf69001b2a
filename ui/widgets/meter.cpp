// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/meter.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/meterbar.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double NearlyUsed = 0.8;

ElidedLabel *makeLine(QWidget *parent, const QString &name, bool muted)
{
    auto *line = new ElidedLabel(Qt::ElideRight, parent);
    line->setObjectName(name);
    if (muted)
        line->setProperty("role", u"muted"_s);
    return line;
}

} // namespace

Tone meterTone(double part)
{
    return part >= 1 ? Tone::Bad : part >= NearlyUsed ? Tone::Warning : Tone::Info;
}

Meter::Meter(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_caption(makeLine(this, u"meterCaption"_s, true)), m_numbers(makeLine(this, u"meterNumbers"_s, false)),
      m_note(makeLine(this, u"meterNote"_s, true)), m_pace(makeMutedLabel({}, this)), m_origin(makeLine(this, u"meterOrigin"_s, true)),
      m_bar(new MeterBar(theme, this))
{
    m_numbers->setFont(tabularFont());
    m_pace->setObjectName(u"meterPace"_s);
    for (QLabel *line : std::initializer_list<QLabel *>{m_note, m_pace, m_origin}) {
        line->setFont(smallFont());
        line->hide();
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_caption);
    layout->addWidget(m_bar);
    layout->addWidget(m_numbers);
    layout->addWidget(m_note);
    layout->addWidget(m_pace);
    layout->addWidget(m_origin);
}

void Meter::setValue(const MeterValue &value)
{
    if (value == m_value)
        return;
    m_value = value;
    showUsed(value, *m_caption, *m_numbers, *m_bar);
    m_note->setFullText(value.note);
    m_note->setVisible(!value.note.isEmpty());
    m_origin->setFullText(value.origin);
    m_origin->setVisible(!value.origin.isEmpty());
    m_pace->setText(value.pace);
    m_pace->setVisible(!value.pace.isEmpty());
    setTone(m_pace, value.stale ? Tone::Neutral : value.paceTone);
    m_bar->setToolTip(value.hint);
    setAccessibleName(u"%1: %2"_s.arg(value.caption, value.numbers));
    QStringList further{value.note, value.pace, value.hint, value.origin};
    further.removeAll(QString());
    setAccessibleDescription(further.join(u'\n'));
}

void showUsed(const MeterValue &value, ElidedLabel &caption, ElidedLabel &numbers, MeterBar &bar)
{
    caption.setFullText(value.caption);
    numbers.setFullText(value.numbers);
    setStyleProperty(&numbers, "role", value.stale ? u"muted"_s : QString());
    bar.setParts(value.part, value.aside, value.stale ? Tone::Neutral : value.tone);
    bar.setMark(value.mark);
    bar.setVisible(value.whole);
}

} // namespace homeport
