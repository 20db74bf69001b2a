// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/systemdesktop.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

bool SystemUrlOpener::open(const QUrl &url)
{
    return QDesktopServices::openUrl(url);
}

void SystemClipboard::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

// The marks that KDE's, Windows' and macOS' clipboard histories look for.
void SystemClipboard::copySecret(const QString &text)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(text);
    data->setData(u"x-kde-passwordManagerHint"_s, QByteArrayLiteral("secret"));
    data->setData(u"application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""_s, QByteArrayLiteral("1"));
    data->setData(u"application/x-nspasteboard-concealed-type"_s, QByteArrayLiteral("1"));
    QGuiApplication::clipboard()->setMimeData(data.release());
}

void SystemClipboard::copyImage(const QImage &image)
{
    QGuiApplication::clipboard()->setImage(image);
}

void DialogPrompt::confirm(QWidget *parent, const Question &question, std::function<void()> accepted)
{
    auto *box = new QMessageBox(QMessageBox::Question, question.title, question.title, QMessageBox::NoButton, parent);
    box->setObjectName(u"confirm"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.text);
    QPushButton *accept = box->addButton(question.accept, QMessageBox::AcceptRole);
    accept->setAccessibleName(question.accept);
    QPushButton *cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(cancel);
    QObject::connect(accept, &QPushButton::clicked, box, [accepted = std::move(accepted)] { accepted(); });
    box->open();
}

} // namespace homeport
