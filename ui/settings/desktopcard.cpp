// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/desktopcard.h"

#include "ui/services/loginstart.h"
#include "ui/settings/noticeform.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Indent = 24; // below the words of a check box
constexpr int ComboWidth = 220;

QCheckBox *makeBox(const QString &name, const QString &text, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(name);
    box->setAccessibleName(QString(text).remove(u'&'));
    return box;
}

void showBox(QCheckBox *box, bool checked, bool enabled)
{
    const QSignalBlocker blocker(box);
    box->setChecked(checked);
    box->setEnabled(enabled);
}

} // namespace

DesktopCard::DesktopCard(const Services &services, Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme),
      m_login(makeBox(u"startAtLogin"_s, tr("&Start Homeport when you log in to this computer"), this)),
      m_hidden(makeBox(u"startHidden"_s, tr("&Hidden: without opening the window"), this)), m_loginWords(makeMutedLabel({}, this)),
      m_closeToTray(makeBox(u"keepInTray"_s, tr("&Closing the window leaves Homeport running in the tray"), this)),
      m_appearance(new QComboBox(this)), m_notices(new NoticeForm(this)),
      m_noTray(makeMutedLabel(tr("This desktop has no tray: Homeport can neither stay in it nor show notifications."), this))
{
    setObjectName(u"desktopCard"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    buildDesktop(layout);
    buildNotices(layout);
    connect(m_login, &QCheckBox::toggled, this, [this](bool on) { setLogin(on, m_services.settings.trayAvailable()); });
    connect(m_hidden, &QCheckBox::toggled, this, [this](bool hidden) { setLogin(true, hidden); });
    connect(m_closeToTray, &QCheckBox::toggled, this, [this](bool on) { m_services.settings.setCloseToTray(on); });
    connect(m_appearance, &QComboBox::activated, this, [this] {
        const auto choice = static_cast<ThemeChoice>(m_appearance->currentData().toInt());
        m_services.settings.setThemeChoice(choice);
        m_theme.setChoice(choice);
    });
    connect(&theme, &Theme::changed, this, &DesktopCard::refresh);
    connect(m_notices, &NoticeForm::changed, this, [this] { m_services.settings.setNotices(m_notices->settings()); });
    refresh();
}

void DesktopCard::buildDesktop(QVBoxLayout *into)
{
    m_loginWords->setObjectName(u"loginWords"_s);
    m_appearance->setObjectName(u"appearance"_s);
    m_appearance->setAccessibleName(tr("Appearance"));
    m_appearance->view()->setAccessibleName(tr("Appearance"));
    m_appearance->setMaximumWidth(ComboWidth);
    m_appearance->addItem(tr("As the system"), static_cast<int>(ThemeChoice::System));
    m_appearance->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_appearance->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    auto *below = new QVBoxLayout;
    below->setContentsMargins(Indent, 0, 0, 0);
    below->setSpacing(8);
    below->addWidget(m_hidden);
    below->addWidget(m_loginWords);
    auto *card = new Card(tr("Desktop"), this);
    card->body()->setSpacing(8);
    card->body()->addWidget(m_login);
    card->body()->addLayout(below);
    card->body()->addWidget(m_closeToTray);
    card->body()->addSpacing(4);
    card->body()->addWidget(new FormField(tr("&Appearance"), m_appearance, nullptr, card));
    into->addWidget(card);
}

void DesktopCard::buildNotices(QVBoxLayout *into)
{
    m_noTray->setObjectName(u"noTray"_s);
    auto *card = new Card(tr("Notifications"), this);
    card->body()->setSpacing(8);
    card->body()->addWidget(m_noTray);
    card->body()->addWidget(m_notices);
    into->addWidget(card);
}

void DesktopCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void DesktopCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        refresh();
}

void DesktopCard::refresh()
{
    const bool hasTray = m_services.settings.trayAvailable();
    showBox(m_closeToTray, m_services.settings.closeToTray(), hasTray);
    m_appearance->setCurrentIndex(m_appearance->findData(static_cast<int>(m_theme.choice())));
    m_notices->setSettings(m_services.settings.notices());
    m_notices->setEnabled(hasTray);
    m_noTray->setVisible(!hasTray);
    refreshLogin();
}

void DesktopCard::refreshLogin()
{
    const LoginStart::State state = m_services.loginStart ? m_services.loginStart->state() : LoginStart::State{false, false, false, {}};
    showBox(m_login, state.on, state.available);
    showBox(m_hidden, state.hidden, state.on);
    QString words;
    if (!state.available)
        words = tr("Homeport can't have itself started by this desktop.");
    else if (!state.other.isEmpty())
        words = tr("Another command is started at the moment: %1. Switch it off and on to start this Homeport.").arg(state.other);
    m_loginWords->setText(words);
    m_loginWords->setVisible(!words.isEmpty());
    setTone(m_loginWords, Tone::Neutral);
}

void DesktopCard::setLogin(bool on, bool hidden)
{
    const Result<void> done = m_services.loginStart->set(on, hidden);
    refreshLogin();
    if (done)
        return;
    m_loginWords->setText(errorText(done.error()));
    m_loginWords->show();
    setTone(m_loginWords, Tone::Bad);
}

} // namespace homeport
