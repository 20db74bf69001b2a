// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/camera.h"
#include "tests/ui/pseudolanguage.h"
#include "tests/ui/scenes.h"
#include "tests/ui/walk.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QScopeGuard>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

class PickyCamera final : public Camera
{
public:
    PickyCamera() : Camera(u"cut"_s) {}

    QStringList found;
    int looks = 0;

protected:
    void look(QWidget &widget, const QString &name) override
    {
        ++looks;
        for (const QString &text : cutOffTexts(&widget))
            found << u"%1: %2"_s.arg(name, text);
    }
};

} // namespace

// Every page and dialog in every state, with longer words and in the other direction.
class TestLayouts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setFont(QFont(QStringList{u"Inter"_s, u"DejaVu Sans"_s}, 10)); }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QTranslator *>("language");
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<QSize>("window");
        using Row = std::pair<const char *, QTranslator *>;
        for (const auto &[name, language] : {Row{"English", nullptr}, Row{"long", &m_long}, Row{"right to left", &m_mirrored}}) {
            for (const Scene &scene : dialogScenes())
                QTest::addRow("%s, %s", name, qPrintable(scene.name)) << language << scene << QSize();
            for (const Scene &scene : pageScenes()) {
                QTest::addRow("%s, %s, 760 px", name, qPrintable(scene.name)) << language << scene << QSize(760, 520);
                if (language == &m_long)
                    QTest::addRow("%s, %s, 1280 px", name, qPrintable(scene.name)) << language << scene << QSize(1280, 800);
            }
        }
    }
    void nothingIsCutOff()
    {
        QFETCH(QTranslator *, language);
        QFETCH(const Scene, scene);
        QFETCH(const QSize, window);
        if (language)
            QCoreApplication::installTranslator(language);
        const auto quiet = qScopeGuard([language] { QCoreApplication::removeTranslator(language); });
        PickyCamera camera;
        scene.play(m_theme, camera, window);
        QVERIFY(camera.looks > 0);
        for (const QString &text : std::as_const(camera.found)) // Qt Test cuts a long message off
            qWarning().noquote() << text;
        QCOMPARE(camera.found.size(), 0);
    }

private:
    LongLanguage m_long;
    MirroredLanguage m_mirrored;
    Theme m_theme{*qApp, ThemeChoice::Light};
};

QTEST_MAIN(TestLayouts)
#include "tst_layouts.moc"
