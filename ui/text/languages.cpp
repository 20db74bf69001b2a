// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>

#include <algorithm>

static void initResources() // outside of any namespace, as Q_INIT_RESOURCE demands
{
    Q_INIT_RESOURCE(homeport_ui_i18n);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isSpoken(const QString &code)
{
    const QList<Language> all = languages();
    return std::any_of(all.begin(), all.end(), [&code](const Language &language) { return language.code == code; });
}

// Simplified and Traditional Chinese are two languages to read.
bool areTheSame(const QLocale &a, const QLocale &b)
{
    return a.language() == b.language() && a.script() == b.script();
}

// The system's own ways where it speaks the language; else the language's, as the system's country has them.
QLocale localeFor(const QString &code)
{
    const QLocale system = QLocale::system();
    const QLocale chosen(code);
    return areTheSame(system, chosen) ? system : QLocale(chosen.language(), chosen.script(), system.territory());
}

} // namespace

QList<Language> languages()
{
    return {{u"en"_s, u"English"_s}, {u"zh_CN"_s, u"简体中文"_s}, {u"de"_s, u"Deutsch"_s}, {u"es"_s, u"Español"_s}, {u"ja"_s, u"日本語"_s}};
}

QString languageFor(const QStringList &wanted)
{
    const QList<Language> all = languages();
    for (const QString &name : wanted) {
        const auto found = std::find_if(all.begin(), all.end(), [locale = QLocale(name)](const Language &language) {
            return areTheSame(locale, QLocale(language.code));
        });
        if (found != all.end())
            return found->code;
    }
    return u"en"_s;
}

Translations::Translations(const QString &choice) : m_code(isSpoken(choice) ? choice : languageFor(QLocale::system().uiLanguages()))
{
    initResources();
    if (isSpoken(choice))
        QLocale::setDefault(localeFor(choice));
    if (m_qt.load(u"qtbase_"_s + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(u":/homeport/i18n/homeport_"_s + m_code))
        QCoreApplication::installTranslator(&m_own);
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    QLocale::setDefault(m_before);
}

} // namespace homeport
