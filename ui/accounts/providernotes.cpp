// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/providernotes.h"

#include <QCoreApplication>

namespace homeport {

namespace {

struct ProviderNotes
{
    Q_DECLARE_TR_FUNCTIONS(ProviderNotes)
};

constexpr const char *Texts[] = {
    QT_TRANSLATE_NOOP("ProviderNotes", "Anthropic reserves the sign-in with a Claude plan for its own applications, so Homeport ships "
                                       "without a client id for it. If Anthropic has given you one, enter it here. Otherwise use an "
                                       "API key, let Claude Code keep its own login (pass-through), or sign in through your company's "
                                       "gateway."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Google signs in through an OAuth client of your own, which takes five minutes to make, once."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Open the Google Cloud console and choose a project, or make one."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Enable the Generative Language API for it (APIs & Services, Library)."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Set up the consent screen; while it is in testing, add your own address as a test user."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Under Credentials create an OAuth client ID of the type \"Desktop app\"."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Download its client_secret_*.json and drop it here."),
    QT_TRANSLATE_NOOP("ProviderNotes", "For Gemini Code Assist Standard or Enterprise. It serves tools of the Gemini API, with this "
                                       "account's project, and tools in Code Assist mode, such as Gemini CLI, whose requests name the "
                                       "project themselves. Without a project of yours Google's own is used where your licence has "
                                       "one. Google signs in through an OAuth client of your own."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Open the Google Cloud console and choose the project that has the licence."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Enable the Gemini for Google Cloud API for it (APIs & Services, Library)."),
    QT_TRANSLATE_NOOP("ProviderNotes", "Vertex AI takes a service account of your Google Cloud project. It needs the role Vertex AI "
                                       "User, and a key of the type JSON."),
};

} // namespace

QString providerNote(const QString &english)
{
    return english.isEmpty() ? QString() : ProviderNotes::tr(english.toUtf8().constData());
}

QStringList knownProviderNotes()
{
    QStringList known;
    for (const char *text : Texts)
        known << QString::fromUtf8(text);
    return known;
}

} // namespace homeport
