// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/jsonreader.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// Builds the tree that the reader spares, to compare it with another reader's. Of variants: QJsonObject::insert() of Qt 6.8.2
// crashes on some of the keys that are tried here.
QVariant build(JsonReader &reader)
{
    switch (reader.kind()) {
    case JsonReader::Kind::Object: {
        QVariantMap object;
        reader.walkObject([&](QByteArrayView name) {
            const QString key = QString::fromUtf8(name);
            object.insert(key, build(reader));
        });
        return object;
    }
    case JsonReader::Kind::Array: {
        QVariantList array;
        reader.walkArray([&] { array.append(build(reader)); });
        return array;
    }
    case JsonReader::Kind::Text:
        return QString::fromUtf8(reader.value());
    case JsonReader::Kind::Number:
        return reader.value().toByteArray().toDouble();
    case JsonReader::Kind::True:
        reader.skip();
        return true;
    case JsonReader::Kind::False:
        reader.skip();
        return false;
    case JsonReader::Kind::Null:
    case JsonReader::Kind::None:
        reader.skip();
        break;
    }
    return QVariant::fromValue(nullptr);
}

class Inventor final
{
public:
    explicit Inventor(unsigned seed) : m_random(seed) {}

    QVariant value(int depth)
    {
        switch (m_random() % (depth > 3 ? 5 : 7)) {
        case 0:
            return text();
        case 1:
            return static_cast<double>(static_cast<int>(m_random() % 2'000'001) - 1'000'000) / 8.0;
        case 2:
            return true;
        case 3:
            return false;
        case 4:
            return QVariant::fromValue(nullptr);
        case 5: {
            QVariantList array;
            for (auto size = m_random() % 4; size > 0; --size)
                array.append(value(depth + 1));
            return array;
        }
        default: {
            QVariantMap object;
            for (auto size = m_random() % 4; size > 0; --size)
                object.insert(text(), value(depth + 1));
            return object;
        }
        }
    }

private:
    QString text()
    {
        static const QString letters = u"ab\"\\/\b\n\té€"_s + QString::fromUcs4(U"\U0001F6A2") + QChar(1);
        const QList<uint> points = letters.toUcs4();
        QString made;
        for (auto size = m_random() % 6; size > 0; --size) {
            const char32_t point = points.at(static_cast<qsizetype>(m_random() % static_cast<unsigned>(points.size())));
            made += QString::fromUcs4(&point, 1);
        }
        return made;
    }

    std::mt19937 m_random;
};

} // namespace

class TestJsonReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatAnotherReaderReads()
    {
        Inventor inventor(11);
        for (int round = 0; round < 2000; ++round) {
            const QVariant invented = QVariantList{inventor.value(0)};
            const auto form = round % 2 ? QJsonDocument::Compact : QJsonDocument::Indented;
            const QByteArray text = QJsonDocument::fromVariant(invented).toJson(form);
            JsonReader reader(text);
            const QVariant read = build(reader);
            reader.finish();
            QVERIFY2(!reader.error(), qPrintable(reader.error() ? reader.error()->detail : QString()));
            QCOMPARE(read, invented);
            QCOMPARE(read, QJsonDocument::fromJson(text).toVariant());
        }
    }

    // Cut anywhere, or with one letter changed, it is either still JSON for both or an error for both.
    void refusesWhatAnotherReaderRefuses()
    {
        const QByteArray whole = "{\"a\": [1, -2.5e3, true, false, null, \"x\\u00e9\\n\\ud83d\\udea2\"],\n \"b\": {\"c\": \"\"}}";
        QList<QByteArray> texts;
        for (qsizetype i = 0; i < whole.size(); ++i) {
            texts << whole.first(i);
            for (const char c : {'"', ',', '}', ']', '0', 'x', ' ', '\\', ':', '\n'})
                texts << whole.first(i) + c + whole.sliced(i + 1);
        }
        for (const QByteArray &text : std::as_const(texts)) {
            JsonReader reader(text);
            const QVariant read = build(reader);
            reader.finish();
            QJsonParseError problem;
            const QJsonDocument other = QJsonDocument::fromJson(text, &problem);
            const bool isObject = problem.error == QJsonParseError::NoError && other.isObject();
            // Qt lets half characters, unknown escapes and line breaks inside texts pass; they are no JSON.
            static const QRegularExpression stricter(u"half a character|an escape|on its line"_s);
            if (reader.error() && isObject)
                QVERIFY2(reader.error()->detail.contains(stricter), text.constData());
            else if (!reader.error())
                QCOMPARE(read, QVariant(other.toVariant()));
        }
    }

    void saysWhereItIsWrong()
    {
        JsonReader reader("{\n\"a\": 1,\n\"b\" 2}");
        reader.skip();
        QCOMPARE(reader.error()->detail, u"Line 3: this is not valid JSON: a colon is missing."_s);
    }

    void refusesDepthsAndLengthsWithoutAnEnd()
    {
        const QByteArray deep(1'000'000, '[');
        JsonReader reader(deep);
        reader.skip();
        QVERIFY(reader.error() && reader.error()->detail.contains(u"too deeply"_s));
        const QByteArray text = '"' + QByteArray(1'000'000, 'x') + '"';
        JsonReader second(text);
        second.skip();
        QVERIFY(second.error() && second.error()->detail.contains(u"64 KiB"_s));
    }
};

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
