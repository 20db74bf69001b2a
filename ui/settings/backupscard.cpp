// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backupscard.h"

#include "core/base/onresult.h"
#include "ui/services/backupsservice.h"
#include "ui/services/overviewservice.h"
#include "ui/services/settingsservice.h"
#include "ui/settings/backuplist.h"
#include "ui/settings/passphraseform.h"
#include "ui/settings/settingfield.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

BackupsCard::BackupsCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_overview(services.overview), m_settings(*services.relaySettings), m_service(*services.backups),
      m_every(new QComboBox(this)), m_keep(new SettingField(m_settings, u"backup-keep"_s, tr("How many are kept"), this)),
      m_folder(new QLineEdit(this)), m_choose(makeButton(tr("Choose…"), this)),
      m_folderField(new FormField(tr("Folder"), inputWithButton(m_folder, m_choose), m_folder, this)),
      m_usage(new QCheckBox(tr("With what was used and the price lists"), this)), m_state(makeMutedLabel({}, this)),
      m_outcome(makeMutedLabel({}, this)), m_passphrase(makeButton(tr("Passphrase…"), this)), m_form(new PassphraseForm(theme, this)),
      m_now(makeButton(tr("Back up now"), this)), m_cancel(makeButton(tr("Cancel"), this)), m_list(new BackupList(m_service, theme, this))
{
    build();
    connectParts();
    refresh();
    lookForPassphrase();
}

// homeportctl may have set one meanwhile.
void BackupsCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookForPassphrase();
}

void BackupsCard::build()
{
    const std::pair<QWidget *, QString> names[] = {
        {m_every, u"backup"_s},       {m_folder, u"backup-folder"_s},  {m_choose, u"chooseBackupFolder"_s}, {m_usage, u"backup-usage"_s},
        {m_state, u"backupState"_s},  {m_outcome, u"backupOutcome"_s}, {m_passphrase, u"openPassphrase"_s}, {m_now, u"backUpNow"_s},
        {m_cancel, u"cancelBackup"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_every->setAccessibleName(tr("When backups are made"));
    m_every->addItem(tr("Off"), u"off"_s);
    m_every->addItem(tr("Every day"), u"daily"_s);
    m_every->addItem(tr("Every week"), u"weekly"_s);
    m_folder->setAccessibleName(tr("Folder"));
    m_folder->setReadOnly(true);
    m_choose->setAccessibleName(tr("Choose a folder for backups"));
    m_usage->setAccessibleName(m_usage->text());
    m_form->hide();
    m_cancel->hide();
    m_outcome->hide();
    auto *choice = new QHBoxLayout;
    choice->setSpacing(16);
    choice->addWidget(new FormField(tr("Make backups"), m_every, nullptr, this), 1, Qt::AlignTop);
    choice->addWidget(m_keep, 1, Qt::AlignTop);
    auto *actions = new FlowLayout(8);
    for (QPushButton *button : {m_passphrase, m_now, m_cancel})
        actions->addWidget(button);
    auto *card = new Card(tr("Backups"), this);
    card->body()->addWidget(m_state);
    card->body()->addLayout(choice);
    card->body()->addWidget(m_folderField);
    card->body()->addWidget(m_usage);
    card->body()->addLayout(actions);
    card->body()->addWidget(m_form);
    card->body()->addWidget(m_outcome);
    card->body()->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    setTabOrder(m_every, m_keep->focusProxy());
}

void BackupsCard::connectParts()
{
    connect(m_every, &QComboBox::activated, this, [this](int place) {
        change(u"backup"_s, m_every->itemData(place).toString());
        if (place > 0 && m_hasPassphrase == false)
            openPassphrase();
    });
    connect(m_usage, &QCheckBox::clicked, this, [this](bool on) { change(u"backup-usage"_s, on ? u"on"_s : u"off"_s); });
    connect(m_choose, &QPushButton::clicked, this, &BackupsCard::chooseFolder);
    connect(m_passphrase, &QPushButton::clicked, this, &BackupsCard::openPassphrase);
    connect(m_form, &PassphraseForm::submitted, this, &BackupsCard::savePassphrase);
    connect(m_form, &PassphraseForm::cancelled, this, [this] {
        m_makeThen = false;
        m_form->clear();
        m_form->hide();
        m_passphrase->setFocus();
    });
    connect(m_now, &QPushButton::clicked, this, &BackupsCard::makeNow);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_service.cancelMaking(); });
    connect(&m_service, &BackupsService::making, this, [this](int percent) {
        if (!m_service.state().busy)
            return;
        say(true, tr("A backup is being made: %1").arg(formatPercent(percent / 100.0)));
        m_tellsProgress = true;
    });
    connect(&m_service, &BackupsService::changed, this, &BackupsCard::refresh);
    connect(&m_settings, &SettingsService::changed, this, &BackupsCard::refresh);
    connect(&m_overview, &OverviewService::overviewChanged, this, [this] {
        if (!m_hasPassphrase && m_overview.overview().vault == Overview::VaultState::Unlocked)
            lookForPassphrase();
    });
}

void BackupsCard::lookForPassphrase()
{
    onResult(m_service.hasPassphrase(), this, [this](const Result<bool> &has) {
        if (!has) // what was known still holds
            return;
        m_hasPassphrase = *has;
        m_passphrase->setText(*has ? tr("Change passphrase…") : tr("Set passphrase…"));
        m_passphrase->setAccessibleName(*has ? tr("Change passphrase") : tr("Set passphrase"));
        showState();
    });
}

void BackupsCard::refresh()
{
    const Settings settings = m_settings.settings();
    const BackupsState state = m_service.state();
    m_every->setCurrentIndex(m_every->findData(settings.backupEvery));
    m_usage->setChecked(settings.backupUsage);
    m_folder->setText(state.folder);
    m_folder->setToolTip(state.folder);
    m_now->setEnabled(!state.busy);
    m_cancel->setVisible(state.busy);
    m_list->setBackups(state.made, state.canRestore);
    if (!state.busy && std::exchange(m_tellsProgress, false))
        m_outcome->hide(); // nobody waits for the end of one that the schedule makes; makeNow() tells its own
    showState();
}

void BackupsCard::showState()
{
    const BackupsState state = m_service.state();
    const bool on = m_settings.settings().backupEvery != "off"_L1;
    const bool failed = !state.problem.detail.isEmpty();
    const bool needsPassphrase = on && m_hasPassphrase == false;
    setTone(m_state, needsPassphrase || failed ? Tone::Warning : Tone::Neutral);
    if (needsPassphrase)
        m_state->setText(tr("No backup is made yet: set the passphrase that they are sealed under."));
    else if (failed)
        m_state->setText(tr("The last backup was not made; it is tried again each hour. %1").arg(errorText(state.problem)));
    else if (on && state.dueAt.isValid())
        m_state->setText(tr("The next one is due %1. Older ones than those that are kept are deleted; other files in the folder never are.")
                             .arg(formatNearMoment(state.dueAt, QDateTime::currentDateTimeUtc())));
    else
        m_state->setText(tr("Accounts, keys and proxies in one file, sealed under a passphrase: for another computer, or after a mishap."));
}

void BackupsCard::openPassphrase()
{
    m_form->clear();
    m_form->show();
    m_form->startTyping();
}

void BackupsCard::savePassphrase(const SharedSecret &passphrase)
{
    onResult(m_service.setPassphrase(passphrase), this, [this](const Result<void> &saved) {
        if (!saved)
            return m_form->setProblem(errorText(saved.error()));
        m_form->clear();
        m_form->hide();
        say(true, tr("The passphrase is saved in the vault. Note it elsewhere, too: a backup is no use without it."));
        lookForPassphrase();
        if (std::exchange(m_makeThen, false))
            makeNow();
    });
}

void BackupsCard::change(const QString &name, const QString &text)
{
    onResult(m_settings.change({{name, text}}), this, [this](const Result<void> &changed) {
        refresh();
        if (!changed)
            say(false, errorText(changed.error()));
    });
}

void BackupsCard::chooseFolder()
{
    auto *chooser = new QFileDialog(this, tr("Folder for backups"), m_folder->text());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &folder) { change(u"backup-folder"_s, folder); });
    chooser->open();
}

void BackupsCard::makeNow()
{
    onResult(m_service.makeNow(), this, [this](const Result<BackupEntry> &made) {
        if (made)
            return say(true, tr("A backup was made: %1.").arg(formatBytes(made->bytes)));
        if (made.error().code == Error::Code::NotFound) { // the passphrase
            m_makeThen = true;
            return openPassphrase();
        }
        say(false, made.error().code == Error::Code::Cancelled ? tr("The backup was cancelled.")
                                                               : tr("No backup was made. %1").arg(errorText(made.error())));
    });
}

void BackupsCard::say(bool good, const QString &words)
{
    m_tellsProgress = false;
    setTone(m_outcome, good ? Tone::Neutral : Tone::Bad);
    m_outcome->setText(words);
    m_outcome->show();
}

} // namespace homeport
