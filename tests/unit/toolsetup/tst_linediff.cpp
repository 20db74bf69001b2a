// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/linediff.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList shown(const QList<DiffLine> &lines)
{
    QStringList all;
    for (const DiffLine &line : lines) {
        const char sign = line.kind == DiffLine::Kind::Added     ? '+'
                          : line.kind == DiffLine::Kind::Removed ? '-'
                          : line.kind == DiffLine::Kind::Gap     ? '~'
                                                                 : ' ';
        all << QLatin1Char(sign) + line.text;
    }
    return all;
}

} // namespace

class TestLineDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatChanges()
    {
        QCOMPARE(shown(lineDiff("a\nb\nc\n", "a\nB\nc\nk\n")), (QStringList{u" a"_s, u"-b"_s, u"+B"_s, u" c"_s, u"+k"_s}));
        QCOMPARE(shown(lineDiff("", "a\n")), QStringList{u"+a"_s});
        QCOMPARE(shown(lineDiff("a\n", "")), QStringList{u"-a"_s});
        QVERIFY(lineDiff("a\r\nb", "a\nb\n").isEmpty());
    }

    void leavesOutWhatIsFarAway()
    {
        const QByteArray before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        const QByteArray after = "1\nx\n3\n4\n5\n6\n7\ny\n9\n";
        QCOMPARE(shown(lineDiff(before, after, 1)),
                 (QStringList{u" 1"_s, u"-2"_s, u"+x"_s, u" 3"_s, u"~"_s, u" 7"_s, u"-8"_s, u"+y"_s, u" 9"_s}));
        QCOMPARE(lineDiff(before, after, 0).first().before, 2);
    }

    // Applying the difference to the old text gives the new one.
    void saysAllThereIs()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            QStringList texts[2];
            for (QStringList &text : texts)
                for (quint32 i = random.bounded(12U); i > 0; --i)
                    text << QString::number(random.bounded(4));
            const auto lines = lineDiff(texts[0].join(u'\n').toUtf8(), texts[1].join(u'\n').toUtf8(), 100);
            QStringList before;
            QStringList after;
            for (const DiffLine &line : lines) {
                if (line.kind != DiffLine::Kind::Added)
                    before << line.text;
                if (line.kind != DiffLine::Kind::Removed)
                    after << line.text;
            }
            if (lines.isEmpty()) {
                QCOMPARE(texts[0], texts[1]);
                continue;
            }
            QCOMPARE(before, texts[0]);
            QCOMPARE(after, texts[1]);
        }
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
