// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colors.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double linear(float part)
{
    const auto value = static_cast<double>(part);
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double weighed(const Triple &weights, const Triple &parts)
{
    return weights[0] * parts[0] + weights[1] * parts[1] + weights[2] * parts[2];
}

// CIE L*a*b* of what an eye sees.
Triple seenBy(const Matrix &eye, const QColor &color)
{
    const Triple light{linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    Triple seen;
    for (std::size_t i = 0; i < 3; ++i)
        seen[i] = std::clamp(weighed(eye[i], light), 0.0, 1.0);
    const auto root = [](double value) { return value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116; };
    const double x = root(weighed({0.4124, 0.3576, 0.1805}, seen) / 0.95047);
    const double y = root(weighed({0.2126, 0.7152, 0.0722}, seen));
    const double z = root(weighed({0.0193, 0.1192, 0.9505}, seen) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Triple &a, const Triple &b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

double luminance(const QColor &color)
{
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

    void partsOfChartsStandOut_data() { bothPalettes(); }
    void partsOfChartsStandOut()
    {
        QFETCH(const bool, dark);
        const Colors c = dark ? Colors::night() : Colors::light();
        for (const QColor &part : c.parts)
            verify(part, c.surface, 3.0);
        verify(c.otherParts, c.surface, 3.0);
        verify(c.line, c.surface, 4.5);
        verify(c.heat.back(), c.surface, 4.5);
        for (std::size_t level = 1; level < c.heat.size(); ++level)
            QVERIFY(contrast(c.heat.at(level), c.surface) > 1.2 * contrast(c.heat.at(level - 1), c.surface));
    }

    void partsOfChartsDifferForEveryEye_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<Matrix>("eye");
        // Machado et al. 2009, at full strength, of linear light.
        const std::pair<const char *, Matrix> eyes[] = {
            {"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
            {"no red", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
            {"no green", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
            {"no blue", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};
        for (const auto &[name, eye] : eyes) {
            for (const bool dark : {false, true})
                QTest::addRow("%s, %s", name, dark ? "dark" : "light") << dark << eye;
        }
    }
    void partsOfChartsDifferForEveryEye()
    {
        QFETCH(const bool, dark);
        QFETCH(const Matrix, eye);
        const Colors c = dark ? Colors::night() : Colors::light();
        QList<QColor> all(c.parts.cbegin(), c.parts.cend());
        all << c.otherParts;
        for (qsizetype i = 0; i < all.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                const double difference = distance(seenBy(eye, all.at(i)), seenBy(eye, all.at(j)));
                QVERIFY2(difference >= 12, qPrintable(u"%1 and %2: %3"_s.arg(all.at(i).name(), all.at(j).name()).arg(difference)));
            }
        }
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
