// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picturecamera.h"
#include "tests/ui/pictures.h"
#include "tests/ui/pseudolanguage.h"
#include "tests/ui/scenes.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>

// Writes PNGs of every page and dialog into a folder, for people to look at: homeport_screenshots FOLDER [LANGUAGE], where LANGUAGE is
// one the window speaks, "long" or "mirrored"; or "pictures": the README's.
using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

struct Wanted
{
    QDir folder;
    QString language;
    QString only; // scenes of this name; empty: all
};

void takeAll(const Wanted &wanted, Theme &theme)
{
    const auto play = [&](const QList<Scene> &scenes, const QString &suffix, const QSize &size) {
        PictureCamera camera(wanted.folder, suffix);
        for (const Scene &scene : scenes) {
            if (wanted.only.isEmpty() || wanted.only == scene.name)
                scene.play(theme, camera, size);
        }
    };
    for (const auto &[choice, mode] : {std::pair{ThemeChoice::Light, u"light"_s}, std::pair{ThemeChoice::Dark, u"dark"_s}}) {
        theme.setChoice(choice);
        for (const QSize &size : {QSize(1280, 800), QSize(760, 520)})
            play(pageScenes(), u"%1-%2"_s.arg(mode).arg(size.width()), size);
        play(dialogScenes(), mode, {});
    }
}

// Qt reads it while the application is made, so it is too late for a parser.
void readScale(int argc, char **argv)
{
    const QByteArray option = "--scale";
    const QByteArray joined = option + '=';
    for (int i = 1; i < argc; ++i) {
        const QByteArray given(argv[i]);
        if (given.startsWith(joined))
            qputenv("QT_SCALE_FACTOR", given.mid(joined.size()));
        else if (given == option && i + 1 < argc)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
}

} // namespace

int main(int argc, char **argv)
{
    readScale(argc, argv);
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FOLDER"_s, u"where to write the pictures"_s);
    parser.addPositionalArgument(u"[LANGUAGE]"_s, u"one of the window's, long or mirrored; pictures: the README's; en"_s);
    parser.addOption({u"scale"_s, u"as on a screen of so many pixels to a point: 2 is 200 %"_s, u"FACTOR"_s});
    parser.addOption({u"scene"_s, u"only this one"_s, u"NAME"_s});
    parser.addHelpOption();
    parser.process(app);
    const QStringList given = parser.positionalArguments();
    if (given.isEmpty() || given.size() > 2)
        parser.showHelp(2);
    const Wanted wanted{QDir(given.first()), given.size() == 2 ? given.last() : u"en"_s, parser.value(u"scene"_s)};
    LongLanguage longer;
    MirroredLanguage mirrored;
    const Translations translations(wanted.language);
    if (wanted.language == u"long")
        QCoreApplication::installTranslator(&longer);
    else if (wanted.language == u"mirrored")
        QCoreApplication::installTranslator(&mirrored);
    QApplication::setFont(QFont(QStringList{u"Inter"_s, u"DejaVu Sans"_s}, 10));
    wanted.folder.mkpath(u"."_s);
    Theme theme(app, ThemeChoice::Light);
    if (wanted.language == u"pictures")
        takePictures(theme, wanted.folder);
    else
        takeAll(wanted, theme);
    return 0;
}
