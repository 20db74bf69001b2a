// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <concepts>
#include <optional>

namespace homeport {

// Walks through JSON (RFC 8259) without building a tree: the lines of values are known, memory is one value at a
// time, and that is cleared. After the first mistake everything is at its end; error() then says what and where.
class JsonReader final
{
public:
    enum class Kind { Object, Array, Text, Number, True, False, Null, None };

    explicit JsonReader(QByteArrayView text); // outlives the reader
    ~JsonReader();
    Q_DISABLE_COPY_MOVE(JsonReader)

    [[nodiscard]] Kind kind(); // of the value that comes next
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    // A text, or a number as it is written; valid until the next call.
    [[nodiscard]] QByteArrayView value();
    void skip();   // any value, at most 64 deep
    void finish(); // nothing but white space may follow

    // Calls field(name); each call must take the value, by value(), skip() or a walk of its own.
    template <std::invocable<QByteArrayView> Field>
    void walkObject(Field field)
    {
        for (bool more = enter('{', '}'); more && !m_error; more = proceed('}'))
            if (const QByteArrayView name = key(); !m_error)
                field(name);
    }
    // Calls item() for each; it must take the value.
    template <std::invocable Item>
    void walkArray(Item item)
    {
        for (bool more = enter('[', ']'); more && !m_error; more = proceed(']'))
            item();
    }

private:
    [[nodiscard]] char peek(); // 0: the end
    void fail(const QString &what);
    [[nodiscard]] bool enter(char open, char close);
    [[nodiscard]] bool proceed(char close);
    [[nodiscard]] QByteArrayView key();
    [[nodiscard]] QByteArrayView text();
    [[nodiscard]] QByteArrayView number();
    void word(QByteArrayView expected);
    void escape();
    [[nodiscard]] uint unicodeEscape();
    void put(char c);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_depth = 0;
    QByteArray m_value; // what value() showed last
    std::optional<Error> m_error;
};

} // namespace homeport
