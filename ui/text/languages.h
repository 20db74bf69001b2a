// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QLocale>
#include <QString>
#include <QTranslator>

// What the window speaks. GUI thread only.
namespace homeport {

struct Language
{
    QString code; // "en", "zh_CN": as of QLocale and of translations/homeport_<code>.ts
    QString name; // in the language itself
};

[[nodiscard]] QList<Language> languages(); // English, the source language, first

// The first of @p wanted (names as of QLocale::uiLanguages(), best first) that the window speaks; else English.
[[nodiscard]] QString languageFor(const QStringList &wanted);

// Words, sentences of Qt's own, and QLocale's default, so that numbers, times and money follow. In force while it lives;
// made before the first widget, for what is on display stays as it is.
class Translations final
{
public:
    // @p choice: a code of languages(); anything else: as the system.
    explicit Translations(const QString &choice);
    ~Translations(); // QLocale's default is what it was before
    Q_DISABLE_COPY_MOVE(Translations)

    [[nodiscard]] QString code() const { return m_code; }

private:
    QString m_code;
    QLocale m_before;
    QTranslator m_own;
    QTranslator m_qt; // empty where Qt's translations are not installed
};

} // namespace homeport
