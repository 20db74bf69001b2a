// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/lineicon.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QStyleFactory>

static void initResources() // outside of any namespace, as Q_INIT_RESOURCE demands
{
    Q_INIT_RESOURCE(homeport_ui);
    Q_INIT_RESOURCE(homeport_ui_style);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QPalette makePalette(const Colors &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.raised);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.bad);
    palette.setColor(QPalette::Highlight, c.accentFill);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Mid, c.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    return palette;
}

QString makeStyleSheet(const Colors &c)
{
    QFile file(u":/homeport/style.qss"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: "@goodSoft" must not be read as "@good".
    const std::pair<QLatin1StringView, QColor> tokens[] = {{"@accentHover"_L1, c.accentFill.darker(112)},
                                                           {"@accentFill"_L1, c.accentFill},
                                                           {"@accent"_L1, c.accent},
                                                           {"@onAccent"_L1, c.onAccent},
                                                           {"@goodSoft"_L1, c.goodSoft},
                                                           {"@good"_L1, c.good},
                                                           {"@warningSoft"_L1, c.warningSoft},
                                                           {"@warning"_L1, c.warning},
                                                           {"@badSoft"_L1, c.badSoft},
                                                           {"@bad"_L1, c.bad},
                                                           {"@infoSoft"_L1, c.infoSoft},
                                                           {"@window"_L1, c.window},
                                                           {"@sidebar"_L1, c.sidebar},
                                                           {"@surface"_L1, c.surface},
                                                           {"@raised"_L1, c.raised},
                                                           {"@border"_L1, c.border},
                                                           {"@outline"_L1, c.outline},
                                                           {"@text"_L1, c.text},
                                                           {"@muted"_L1, c.muted},
                                                           {"@disabled"_L1, c.disabled},
                                                           {"@selection"_L1, c.selection}};
    for (const auto &[name, color] : tokens)
        sheet.replace(name, color.name());
    const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
    sheet.replace("@start"_L1, mirrored ? "right"_L1 : "left"_L1); // style sheets know no sides but these
    sheet.replace("@end"_L1, mirrored ? "left"_L1 : "right"_L1);
    return sheet;
}

} // namespace

Theme::Theme(QApplication &app, ThemeChoice choice)
    : m_app(app), m_choice(choice), m_system(new SystemScheme(this)), m_colors(std::make_shared<Colors>())
{
    initResources();
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (m_choice == ThemeChoice::System)
            apply();
    });
    app.setStyle(QStyleFactory::create(u"Fusion"_s));
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

QIcon Theme::icon(const QString &name, QColor Colors::*color) const
{
    return QIcon(new LineIconEngine(name, [colors = m_colors, color] { return (*colors).*color; }));
}

QIcon Theme::icon(const QString &name, Tone tone) const
{
    return QIcon(new LineIconEngine(name, [colors = m_colors, tone] { return colors->tone(tone); }));
}

void Theme::apply()
{
    *m_colors = isDark() ? Colors::night() : Colors::light();
    m_app.setPalette(makePalette(*m_colors));
    m_app.setStyleSheet(makeStyleSheet(*m_colors));
    Q_EMIT changed();
}

bool Theme::isDark() const
{
    return m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_system->isDark());
}

QIcon applicationIcon()
{
    initResources();
    // Drawn by us: that Qt's plugin for such files is installed is not sure (Debian 13 has it in a package of its own).
    return QIcon(new LineIconEngine(u"homeport"_s, [] { return QColor(Qt::black); }));
}

} // namespace homeport
