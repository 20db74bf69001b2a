// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configeditor.h"
#include "tests/support/sanitizer.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 Rounds = test::Sanitized ? 500 : 3000; // each takes twenty times as long with a sanitizer

// Documents as people write them: comments, odd spacing, trailing commas, CRLF, a byte order mark. Each round's is the seed's.
class Writer
{
public:
    explicit Writer(quint32 seed) : m_random(seed), m_eol(chance(4) ? "\r\n" : "\n"), m_unit(chance(3) ? "\t" : chance(2) ? "    " : "  ")
    {
    }

    QByteArray json()
    {
        if (chance(25))
            return chance(2) ? QByteArray() : comment() + m_eol;
        m_trailing = chance(4);
        return (chance(6) ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + (chance(5) ? comment() + m_eol : QByteArray())
               + object(0, chance(5)) + (chance(3) ? QByteArray() : m_eol);
    }

    QByteArray toml()
    {
        QByteArray text = chance(6) ? QByteArray("\xEF\xBB\xBF") : QByteArray();
        for (int i = below(4); i > 0; --i)
            text += chance(3) ? '#' + word() + m_eol : m_eol;
        text += tomlEntries(u"root"_s);
        QStringList names{u"t"_s, u"p"_s, u"p.q"_s, u"other"_s, u"\"odd name\""_s, u"p.q.deep"_s};
        for (int i = below(5); i > 0; --i) {
            const QString name = names.takeAt(below(static_cast<int>(names.size())));
            text += (chance(2) ? m_eol : QByteArray()) + (chance(3) ? "# about " + word() + m_eol : QByteArray()) + '[' + name.toUtf8()
                    + ']' + (chance(4) ? " # here" : "") + m_eol + tomlEntries(name);
        }
        if (chance(4))
            text += "[[list]]" + m_eol + "x = 1" + m_eol + "[[list]]" + m_eol + "x = 2" + m_eol;
        return chance(4) && text.endsWith(m_eol) ? text.chopped(m_eol.size()) : text;
    }

    QByteArray env()
    {
        QByteArray text;
        QStringList names{u"A"_s, u"B"_s, u"LONG_NAME"_s, u"C"_s};
        for (int i = below(7); i > 0; --i) {
            if (chance(3) || names.isEmpty())
                text += chance(2) ? "# " + word() : chance(2) ? QByteArray("no assignment") : QByteArray();
            else
                text += (chance(4) ? "export " : "") + names.takeFirst().toUtf8() + (chance(4) ? " = " : "=") + envValue()
                        + (chance(5) ? " # x" : "");
            text += m_eol;
        }
        return chance(4) && text.endsWith(m_eol) ? text.chopped(m_eol.size()) : text;
    }

    int below(int limit) { return static_cast<int>(m_random.bounded(static_cast<quint32>(limit))); }
    bool chance(int oneIn) { return below(oneIn) == 0; }

private:
    QByteArray word()
    {
        static const QByteArrayList words{"hooks", "a \xC3\xBC", "x", "permissions", "https://e.com/#a", "{[", "'", "\xE6\xB8\xAF"};
        return words.at(below(static_cast<int>(words.size())));
    }
    QByteArray comment() { return chance(2) ? QByteArray("// " + word()) : QByteArray("/* " + word() + " */"); }
    QByteArray noise() { return chance(6) ? " /* " + word() + " */ " : chance(3) ? QByteArray(" ") : QByteArray(); }
    QByteArray string() { return '"' + word().replace("\\", "\\\\") + (chance(4) ? "\\n\\\"//" : "") + '"'; }

    QByteArray scalar()
    {
        static const QByteArrayList plain{"1", "-2.5e3", "true", "null", "[]", "{}", "[1, 2 /* two */]", "{ }"};
        return chance(2) ? string() : plain.at(below(static_cast<int>(plain.size())));
    }

    QByteArray object(int depth, bool isInline)
    {
        static const QByteArrayList names{"a", "p", "q", "env", "x", "\\u0061b", "very long name", "k"};
        QByteArrayList left = names;
        const int count = below(4);
        QByteArray text = "{";
        for (int i = 0; i < count; ++i) {
            const QByteArray name = left.takeAt(below(static_cast<int>(left.size())));
            const bool isLast = i + 1 == count;
            text += isInline ? QByteArray(i ? " " : "")
                             : m_eol + (chance(8) ? m_eol : QByteArray()) + (chance(5) ? m_unit + comment() + m_eol : QByteArray())
                                   + m_unit.repeated(depth + 1);
            text += '"' + name + '"' + noise() + ':' + noise()
                    + (depth < 3 && chance(3) ? object(depth + 1, isInline || chance(4)) : scalar());
            text += isLast && !m_trailing ? QByteArray() : QByteArray(",");
            text += isInline || !chance(4) ? QByteArray() : " " + comment();
        }
        return text + (isInline ? QByteArray() : m_eol + (chance(9) ? m_unit + comment() + m_eol : QByteArray()) + m_unit.repeated(depth))
               + '}';
    }

    QByteArray tomlEntries(const QString &table)
    {
        static const QByteArrayList values{
            "1",          "\"a # b\"",           "'lit\\'", "[1, 2]", "[ # one\n  \"]\",\n  2,\n]", "\"\"\"two\nlines \\\" \"\"\"\"",
            "'''x''y'''", "1979-05-27 07:32:00", "inf",     "true"};
        QByteArrayList names{"a", "b", "\"c d\"", "e.f", "g"};
        if (table == "root"_L1 || table == "p"_L1)
            names.removeAll("e.f");
        QByteArray text;
        for (int i = below(4); i > 0; --i)
            text += (chance(5) ? "  " : "") + names.takeAt(below(static_cast<int>(names.size()))) + (chance(4) ? "=" : " = ")
                    + values.at(below(static_cast<int>(values.size()))) + (chance(4) ? "  # why" : "") + m_eol
                    + (chance(5) ? m_eol : QByteArray());
        return text;
    }

    QByteArray envValue()
    {
        static const QByteArrayList values{"", "1", "\"two\nlines\"", "'# no comment'", "`back`", "https://e.com/x", "\"a\\\"b\"", "a b c"};
        return values.at(below(static_cast<int>(values.size())));
    }

    QRandomGenerator m_random;
    QByteArray m_eol;
    QByteArray m_unit;
    bool m_trailing = false;
};

struct Change
{
    KeyPath path;
    EditUndo undo;
};

QJsonValue withoutKeys(QJsonValue document, const QList<KeyPath> &paths)
{
    const auto without = [](const QJsonValue &value, const KeyPath &path, const auto &self) -> QJsonValue {
        QJsonObject object = value.toObject();
        if (!object.contains(path.first()))
            return object;
        if (path.size() == 1)
            object.remove(path.first());
        else if (object[path.first()].isObject())
            object[path.first()] = self(object[path.first()], path.sliced(1), self);
        if (object.contains(path.first()) && object[path.first()].toObject().isEmpty() && object[path.first()].isObject())
            object.remove(path.first());
        return object;
    };
    for (const KeyPath &path : paths)
        document = without(document, path, without);
    return document;
}

} // namespace

// For thousands of random documents: several keys are set one after the other, nothing else changes its meaning, and taking them back in
// the opposite order gives the very bytes of before.
class TestConfigProperties final : public QObject
{
    Q_OBJECT

    static void check(ConfigFormat format, const QByteArray &before, const QList<KeyPath> &paths, Writer &random, int &edited)
    {
        const auto editor = configEditor(format);
        const auto was = editor->parsed(before);
        QVERIFY2(was, (was ? QByteArray() : was.error().detail.toUtf8() + "\n" + before).constData());
        QByteArray text = before;
        QList<Change> changes;
        for (const KeyPath &path : paths) {
            const QString value = random.chance(2) ? u"http://127.0.0.1:8642/v1"_s : u"it's # \u00fc"_s;
            const auto set = editor->set(text, path, value);
            if (!set) { // something is in the way; the text is refused, with its place
                QCOMPARE(set.error().code, Error::Code::Invalid);
                QVERIFY2(set.error().detail.contains("is expected here."_L1) || set.error().detail.contains("is a table here."_L1),
                         QByteArray(set.error().detail.toUtf8() + "\n" + text).constData());
                continue;
            }
            changes << Change{path, set->undo};
            text = set->text;
            QCOMPARE(**editor->read(text, path), QJsonValue(value));
            const auto again = editor->set(text, path, value);
            QCOMPARE(again->text, text);
            ++edited;
        }
        const auto now = editor->parsed(text);
        QVERIFY2(now, text.constData());
        QCOMPARE(withoutKeys(*now, paths), withoutKeys(*was, paths));
        for (qsizetype i = changes.size(); i-- > 0;) {
            const auto restored = editor->restore(text, changes[i].path, changes[i].undo);
            QVERIFY2(restored, (restored ? QByteArray() : restored.error().detail.toUtf8() + "\n" + text).constData());
            text = *restored;
        }
        if (text != before)
            qWarning().noquote() << "before:\n" << before << "\nafter:\n" << text;
        QCOMPARE(text, before);
    }

private Q_SLOTS:
    void jsonComesBack()
    {
        int edited = 0;
        for (quint32 seed = 1; seed <= Rounds && !QTest::currentTestFailed(); ++seed) {
            Writer writer(seed);
            const QByteArray text = writer.json();
            check(ConfigFormat::Jsonc, text, {{u"a"_s}, {u"p"_s, u"q"_s, u"r"_s}, {u"p"_s, u"s"_s}, {u"env"_s, u"a"_s}}, writer, edited);
            if (QTest::currentTestFailed())
                qWarning() << "seed" << seed;
        }
        QVERIFY2(edited > 2 * static_cast<int>(Rounds), qPrintable(QString::number(edited)));
    }

    void tomlComesBack()
    {
        int edited = 0;
        for (quint32 seed = 1; seed <= Rounds && !QTest::currentTestFailed(); ++seed) {
            Writer writer(seed);
            const QByteArray text = writer.toml();
            check(ConfigFormat::Toml, text,
                  {{u"a"_s}, {u"z"_s}, {u"p"_s, u"q"_s, u"a"_s}, {u"p"_s, u"q"_s, u"z"_s}, {u"p"_s, u"q"_s, u"auth"_s, u"z"_s}}, writer,
                  edited);
            if (QTest::currentTestFailed())
                qWarning() << "seed" << seed;
        }
        QVERIFY2(edited > 2 * static_cast<int>(Rounds), qPrintable(QString::number(edited)));
    }

    void envComesBack()
    {
        int edited = 0;
        for (quint32 seed = 1; seed <= Rounds && !QTest::currentTestFailed(); ++seed) {
            Writer writer(seed);
            const QByteArray text = writer.env();
            check(ConfigFormat::Env, text, {{u"A"_s}, {u"NEW"_s}, {u"OTHER"_s}}, writer, edited);
            if (QTest::currentTestFailed())
                qWarning() << "seed" << seed;
        }
        QVERIFY2(edited > 2 * static_cast<int>(Rounds), qPrintable(QString::number(edited)));
    }

    // Whatever bytes: an edit or a refusal, and what parses before parses after.
    void noBytesUpsetIt()
    {
        for (quint32 seed = 1; seed <= Rounds; ++seed) {
            Writer writer(seed);
            const auto format = static_cast<ConfigFormat>(writer.below(3));
            QByteArray text = format == ConfigFormat::Jsonc ? writer.json() : format == ConfigFormat::Toml ? writer.toml() : writer.env();
            for (int i = writer.below(4); i >= 0 && !text.isEmpty(); --i) {
                const int at = writer.below(static_cast<int>(text.size()));
                if (writer.chance(2))
                    text.remove(at, 1 + writer.below(3));
                else
                    text.insert(at, "\"'{}[],:=#\n\\/*"[writer.below(14)]);
            }
            const auto editor = configEditor(format);
            const auto set = editor->set(text, {u"p"_s}, u"v"_s);
            if (!set)
                continue;
            QVERIFY(editor->parsed(set->text));
            const auto removed = editor->restore(set->text, {u"p"_s}, set->undo);
            if (removed)
                QVERIFY(editor->parsed(*removed));
        }
    }
};

QTEST_GUILESS_MAIN(TestConfigProperties)
#include "tst_configproperties.moc"
