// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/usercode.h"

#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QLatin1StringView Letters{"BCDFGHJKLMNPQRSTVWXZ"};
constexpr qsizetype Length = 8;

QString written(const QString &letters)
{
    return letters.first(Length / 2) + u'-' + letters.last(Length / 2);
}

} // namespace

QString randomUserCode()
{
    // Bytes beyond the largest multiple of the alphabet are thrown away: the others would favour its first letters.
    constexpr int Usable = 256 / static_cast<int>(Letters.size()) * static_cast<int>(Letters.size());
    QString letters;
    while (letters.size() < Length) {
        const auto byte = static_cast<quint8>(randomBytes(1).front());
        if (byte < Usable)
            letters += Letters.at(byte % Letters.size());
    }
    return written(letters);
}

QString userCodeFrom(const QString &typed)
{
    QString letters;
    for (const QChar typedLetter : typed) {
        const QChar letter = typedLetter.toUpper();
        if (letter == u'-' || letter.isSpace())
            continue;
        if (letters.size() == Length || !Letters.contains(letter))
            return {};
        letters += letter;
    }
    return letters.size() == Length ? written(letters) : QString();
}

} // namespace homeport
