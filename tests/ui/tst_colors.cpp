// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colors.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](float part) {
        const auto value = static_cast<double>(part);
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// WCAG 2: 1 (the same) to 21 (black on white).
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestColors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreReadable_data() { bothPalettes(); }
    void textsAreReadable()
    {
        QFETCH(const bool, dark);
        const Colors c = dark ? Colors::night() : Colors::light();
        for (const QColor &background : {c.window, c.sidebar, c.surface, c.raised, c.selection})
            for (const QColor &text : {c.text, c.muted})
                verify(text, background, 4.5);
        for (const Tone tone : {Tone::Good, Tone::Info, Tone::Warning, Tone::Bad}) {
            for (const QColor &background : {c.window, c.sidebar, c.surface, c.raised, c.selection, c.soft(tone)})
                verify(c.tone(tone), background, 4.5);
            verify(c.text, c.soft(tone), 4.5);
        }
        verify(c.onAccent, c.accentFill, 4.5);
    }

    void controlsAndFocusAreVisible_data() { bothPalettes(); }
    void controlsAndFocusAreVisible()
    {
        QFETCH(const bool, dark);
        const Colors c = dark ? Colors::night() : Colors::light();
        for (const QColor &background : {c.window, c.surface}) {
            verify(c.outline, background, 3.0);
            verify(c.accent, background, 3.0);
            verify(c.bad, background, 3.0);
        }
        verify(c.accentFill, c.window, 3.0);
    }

private:
    static void bothPalettes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    static void verify(const QColor &foreground, const QColor &background, double least)
    {
        const double ratio = contrast(foreground, background);
        QVERIFY2(ratio >= least, qPrintable(u"%1 on %2: %3"_s.arg(foreground.name(), background.name()).arg(ratio)));
    }
};

QTEST_GUILESS_MAIN(TestColors)
#include "tst_colors.moc"
