// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/keyscard.h"

#include "core/base/onresult.h"
#include "ui/overview/keyform.h"
#include "ui/overview/newkeypanel.h"
#include "ui/services/overviewservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostRows = 6; // the others are on their page

} // namespace

KeysCard::KeysCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_all(makeLinkButton(theme, u"forward"_s, tr("All keys and limits"), this)),
      m_open(makeButton(theme, u"add"_s, tr("Create key…"), this)), m_form(new KeyForm(this)),
      m_newKey(new NewKeyPanel(services.clipboard, theme, this)),
      m_none(
          makeMutedLabel(tr("A tool needs a key to use the relay. Create one for each tool, so that you can take it back alone."), this)),
      m_error(makeLabel({}, QApplication::font(), this)), m_rows(new QVBoxLayout)
{
    m_all->setObjectName(u"allKeys"_s);
    m_all->setVisible(services.access);
    m_open->setObjectName(u"openKeyForm"_s);
    m_error->setObjectName(u"keysError"_s);
    setTone(m_error, Tone::Bad);
    m_error->hide();
    m_rows->setSpacing(4);
    auto *card = new Card(tr("Local keys"), this);
    card->header()->addWidget(m_all);
    card->header()->addWidget(m_open);
    card->body()->addWidget(m_none);
    card->body()->addWidget(m_form);
    card->body()->addWidget(m_newKey);
    card->body()->addWidget(m_error);
    card->body()->addLayout(m_rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);

    connect(m_all, &QPushButton::clicked, this, &KeysCard::allRequested);
    connect(m_open, &QPushButton::clicked, this, &KeysCard::startCreating);
    connect(m_form, &KeyForm::createRequested, this, &KeysCard::create);
    connect(m_form, &KeyForm::cancelled, this, [this] {
        syncForm(false);
        m_open->setFocus();
    });
    connect(m_newKey, &NewKeyPanel::dismissed, this, [this] {
        Q_EMIT freshKeyChanged({});
        m_open->setFocus();
    });
}

void KeysCard::setKeys(const QList<LocalKey> &keys)
{
    QList<LocalKey> valid;
    std::copy_if(keys.cbegin(), keys.cend(), std::back_inserter(valid), [](const LocalKey &key) { return !key.isRevoked(); });
    if (valid == m_keys)
        return;
    m_keys = valid;
    rebuild();
}

void KeysCard::startCreating()
{
    syncForm(true);
    m_form->open(suggestedName());
}

void KeysCard::create(const QString &name)
{
    m_form->setBusy(true);
    onResult(m_services.overview.createKey(name), this, [this](const Result<CreatedKey> &created) {
        m_form->setBusy(false);
        if (!created) {
            m_form->showError(created.error().code == Error::Code::Conflict ? tr("There is a key of this name already.")
                                                                            : errorText(created.error()));
            return;
        }
        syncForm(false);
        m_freshId = created->key.id;
        m_newKey->display(*created);
        Q_EMIT freshKeyChanged(created->plain);
    });
}

void KeysCard::confirmRevoke(const LocalKey &key)
{
    const Question question{tr("Revoke “%1”?").arg(key.name), tr("Tools that use this key are refused from now on. This can't be undone."),
                            tr("Revoke key")};
    m_services.prompt.confirm(window(), question, [self = QPointer(this), id = key.id] {
        if (self)
            self->revoke(id);
    });
}

void KeysCard::revoke(qint64 id)
{
    onResult(m_services.overview.revokeKey(id), this, [this, id](const Result<LocalKey> &revoked) {
        m_error->setVisible(!revoked);
        if (!revoked) {
            m_error->setText(tr("The key could not be revoked. %1").arg(errorText(revoked.error())));
        } else if (id == m_freshId) {
            m_newKey->forget();
            Q_EMIT freshKeyChanged({});
        }
    });
}

void KeysCard::rebuild()
{
    for (QWidget *row : std::as_const(m_rowWidgets)) {
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    m_rowWidgets.clear();
    const qsizetype first = m_services.access ? std::max<qsizetype>(0, m_keys.size() - MostRows) : 0;
    for (qsizetype place = first; place < m_keys.size(); ++place) {
        m_rowWidgets << makeRow(m_keys.at(place));
        m_rows->addWidget(m_rowWidgets.last());
    }
    m_none->setVisible(m_keys.isEmpty());
    m_all->setText(first > 0 ? tr("All %L1 keys").arg(m_keys.size()) : tr("All keys and limits"));
    m_all->setAccessibleName(m_all->text());
}

void KeysCard::syncForm(bool formOpen)
{
    m_open->setVisible(!formOpen);
    m_form->setVisible(formOpen);
}

QWidget *KeysCard::makeRow(const LocalKey &key)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"key%1"_s.arg(key.id));
    auto *icon = new IconLabel(16, row);
    icon->setIcon(m_theme.icon(u"key"_s, &Colors::muted));
    auto *name = new ElidedLabel(Qt::ElideRight, row);
    name->setFont(strongFont());
    name->setFullText(key.name);
    QLabel *hint = makeMutedLabel(key.hint, row);
    hint->setWordWrap(false);
    hint->setFont(monospaceFont());
    QLabel *date = makeMutedLabel(tr("created %1").arg(formatDate(key.createdAt)), row);
    date->setWordWrap(false);
    QToolButton *revokeButton = makeIconButton(m_theme, u"remove"_s, tr("Revoke key “%1”").arg(key.name), row);
    revokeButton->setObjectName(u"revoke"_s);
    connect(revokeButton, &QToolButton::clicked, this, [this, key] { confirmRevoke(key); });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(icon);
    layout->addWidget(name, 1);
    layout->addWidget(hint);
    layout->addWidget(date);
    layout->addWidget(revokeButton);
    return row;
}

QString KeysCard::suggestedName() const
{
    const QString base = u"Claude Code"_s; // a product's name, the same in every language
    QString name = base;
    const auto taken = [this, &name] {
        return std::any_of(m_keys.cbegin(), m_keys.cend(), [&name](const LocalKey &key) { return key.name == name; });
    };
    for (int number = 2; taken(); ++number)
        name = u"%1 %2"_s.arg(base).arg(number);
    return name;
}

} // namespace homeport
