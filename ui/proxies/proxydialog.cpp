// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxydialog.h"

#include "core/base/onresult.h"
#include "core/proxies/proxyrules.h"
#include "ui/proxies/proxytext.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/secretedit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProxyDialog::ProxyDialog(const Services &services, const Theme &theme, const ProxyInfo *proxy, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_proxy(proxy ? *proxy : ProxyInfo()), m_kind(new QComboBox(this)),
      m_name(new QLineEdit(m_proxy.name, this)), m_host(new QLineEdit(m_proxy.host, this)),
      m_port(new QLineEdit(m_proxy.port ? QString::number(m_proxy.port) : QString(), this)), m_login(new QLineEdit(this)),
      m_password(new SecretEdit(theme, tr("Password"), this)), m_keep(new QCheckBox(tr("&Keep the saved login"), this)),
      m_nameField(new FormField(tr("&Name"), m_name, m_name, this)), m_hostField(new FormField(tr("&Host"), m_host, m_host, this)),
      m_portField(new FormField(tr("&Port"), m_port, m_port, this)), m_loginField(new FormField(tr("&Login"), m_login, m_login, this)),
      m_passwordField(new FormField(tr("Pass&word"), m_password, m_password->line(), this)),
      m_save(makePrimaryButton(proxy ? tr("Save") : tr("Add proxy"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(proxy ? tr("Edit “%1”").arg(m_proxy.name) : tr("Add proxy"));
    for (const Proxy::Kind kind : {Proxy::Kind::Http, Proxy::Kind::Https, Proxy::Kind::Socks5})
        m_kind->addItem(proxyKindName(kind), static_cast<int>(kind));
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(m_proxy.kind)));
    build();
    connectInputs();
    showLogin();
}

ProxyDialog::~ProxyDialog()
{
    m_password->clear();
}

void ProxyDialog::build()
{
    const std::pair<QWidget *, std::pair<QString, QString>> names[] = {
        {m_kind, {u"kind"_s, tr("Kind")}}, {m_name, {u"name"_s, tr("Name")}},    {m_host, {u"host"_s, tr("Host")}},
        {m_port, {u"port"_s, tr("Port")}}, {m_login, {u"login"_s, tr("Login")}}, {m_keep, {u"keepLogin"_s, tr("Keep the saved login")}},
    };
    for (const auto &[widget, name] : names) {
        widget->setObjectName(name.first);
        widget->setAccessibleName(name.second);
    }
    m_kind->view()->setAccessibleName(tr("Kind"));
    m_password->line()->setObjectName(u"password"_s);
    m_name->setMaxLength(100);
    m_host->setFont(monospaceFont());
    m_port->setFont(monospaceFont());
    m_port->setMaxLength(5);
    m_failure->setObjectName(u"failure"_s);
    m_hostField->setHelp(tr("Or paste a whole address: socks5://user:password@host:1080"));
    m_passwordField->setHelp(tr("Kept encrypted on this computer; any characters will do."));
    m_keep->setChecked(m_proxy.hasLogin);
    m_keep->setVisible(m_proxy.hasLogin);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_nameField);
    auto *address = new QHBoxLayout;
    address->setSpacing(12);
    auto *kindField = new FormField(tr("K&ind"), m_kind, nullptr, this);
    kindField->setFixedWidth(112);
    m_portField->setFixedWidth(88);
    for (QWidget *field : {static_cast<QWidget *>(kindField), static_cast<QWidget *>(m_hostField), static_cast<QWidget *>(m_portField)})
        address->addWidget(field, field == m_hostField ? 1 : 0, Qt::AlignTop);
    layout->addLayout(address);
    layout->addWidget(m_keep);
    layout->addWidget(m_loginField);
    layout->addWidget(m_passwordField);
    layout->addStretch();
    addButtons(layout);
    setMinimumWidth(520);
}

void ProxyDialog::addButtons(QVBoxLayout *layout)
{
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    layout->addLayout(buttons);
    setTabOrder(m_name, m_kind);
    setTabOrder(m_kind, m_host);
    setTabOrder(m_host, m_port);
    setTabOrder(m_port, m_keep);
    setTabOrder(m_keep, m_login);
    setTabOrder(m_login, m_password->line());
    setTabOrder(cancel, m_save);
    m_name->setFocus();
}

void ProxyDialog::connectInputs()
{
    const std::pair<QLineEdit *, FormField *> fields[] = {{m_name, m_nameField},
                                                          {m_host, m_hostField},
                                                          {m_port, m_portField},
                                                          {m_login, m_loginField},
                                                          {m_password->line(), m_passwordField}};
    for (const auto &[line, field] : fields)
        connect(line, &QLineEdit::textEdited, this, [field = field] { field->setProblem({}); });
    connect(m_host, &QLineEdit::textChanged, this, &ProxyDialog::takeAddress);
    connect(m_keep, &QCheckBox::toggled, this, &ProxyDialog::showLogin);
    connect(m_save, &QPushButton::clicked, this, &ProxyDialog::submit);
}

// What is no whole address yet stays where it is.
void ProxyDialog::takeAddress(const QString &text)
{
    if (!text.contains(u"://"_s))
        return;
    const auto parsed = parsedProxyUrl(text.trimmed());
    if (!parsed)
        return;
    m_host->setText(parsed->host);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(parsed->kind)));
    m_port->setText(QString::number(parsed->port));
    if (parsed->login) {
        m_keep->setChecked(false);
        parsed->login->reveal([this](QByteArrayView login) { m_login->setText(QString::fromUtf8(login)); });
    }
    if (parsed->password)
        parsed->password->reveal([this](QByteArrayView password) { m_password->line()->setText(QString::fromUtf8(password)); });
}

bool ProxyDialog::keepsLogin() const
{
    return m_proxy.hasLogin && m_keep->isChecked();
}

void ProxyDialog::showLogin()
{
    m_loginField->setVisible(!keepsLogin());
    m_passwordField->setVisible(!keepsLogin());
}

bool ProxyDialog::check()
{
    const QList<ProxyInfo> others = m_services.proxies.proxies();
    const bool taken = std::any_of(others.cbegin(), others.cend(), [this](const ProxyInfo &other) {
        return other.id != m_proxy.id && other.name == m_name->text().trimmed();
    });
    bool isNumber = false;
    const int port = m_port->text().toInt(&isNumber);
    const bool loginMissing = m_login->text().isEmpty() && !m_password->line()->text().isEmpty();
    m_nameField->setProblem(m_name->text().trimmed().isEmpty() ? tr("Give it a name.")
                            : taken                            ? tr("There is a proxy of this name already.")
                                                               : QString());
    m_hostField->setProblem(m_host->text().trimmed().isEmpty() ? tr("Type the proxy's name or address.") : QString());
    m_portField->setProblem(!isNumber || port < 1 || port > 65535 ? tr("1 to 65535.") : QString());
    m_loginField->setProblem(!keepsLogin() && loginMissing ? tr("A password needs a login.") : QString());
    return m_nameField->problem().isEmpty() && m_hostField->problem().isEmpty() && m_portField->problem().isEmpty()
           && m_loginField->problem().isEmpty();
}

void ProxyDialog::submit()
{
    if (!check())
        return;
    NewProxy proxy;
    proxy.name = m_name->text();
    proxy.kind = static_cast<Proxy::Kind>(m_kind->currentData().toInt());
    proxy.host = m_host->text().trimmed();
    proxy.port = m_port->text().toInt();
    if (!keepsLogin()) {
        if (!m_login->text().isEmpty())
            proxy.login = shareSecret(m_login->text().toUtf8());
        const QString typed = m_password->line()->text(); // stays there in case of a failure
        if (!typed.isEmpty())
            proxy.password = shareSecret(typed.toUtf8());
    }
    m_save->setEnabled(false);
    ProxiesService &service = m_services.proxies;
    onResult(m_proxy.id == 0 ? service.add(std::move(proxy)) : service.update(m_proxy.id, std::move(proxy), keepsLogin()), this,
             [this](const Result<ProxyInfo> &kept) { finish(kept); });
}

void ProxyDialog::finish(const Result<ProxyInfo> &kept)
{
    m_save->setEnabled(true);
    if (kept) {
        m_password->clear();
        m_login->clear();
        return accept();
    }
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The proxy was not saved"), errorText(kept.error()));
    m_failure->show();
}

} // namespace homeport
