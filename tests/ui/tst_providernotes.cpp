// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/profile.h"
#include "ui/accounts/providernotes.h"

#include <QTest>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

class Loud final : public QTranslator
{
public:
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QByteArrayView(context) == "ProviderNotes" ? QString::fromUtf8(source).toUpper() : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

// What provider files say, in the language of the window.
class TestProviderNotes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNoteAndStepOfABundledFileIsKnown()
    {
        const auto profiles = bundledProfiles();
        QVERIFY(profiles);
        const QStringList known = knownProviderNotes();
        qsizetype seen = 0;
        for (const ProviderProfile &profile : *profiles) {
            QStringList said;
            if (profile.signIn)
                said << profile.signIn->steps << profile.signIn->note;
            if (profile.serviceAccount)
                said << profile.serviceAccount->note;
            said.removeAll(QString());
            for (const QString &text : std::as_const(said))
                QVERIFY2(known.contains(text), qPrintable(profile.id + u": " + text));
            seen += said.size();
        }
        QVERIFY(seen >= known.size()); // and nothing else is
    }

    void isTranslatedAndWhatIsNotKnownStays()
    {
        const QString note = knownProviderNotes().constFirst();
        QCOMPARE(providerNote(note), note);
        Loud language;
        QCoreApplication::installTranslator(&language);
        QCOMPARE(providerNote(note), note.toUpper());
        QCoreApplication::removeTranslator(&language);
        QCOMPARE(providerNote(u"A note of your own file: 100 %1"_s), u"A note of your own file: 100 %1"_s);
        QCOMPARE(providerNote({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestProviderNotes)
#include "tst_providernotes.moc"
