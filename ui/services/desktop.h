// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QUrl>

#include <functional>

class QImage;
class QWidget;

// The desktop around the window, behind three small doors, so that tests neither open a browser nor wait
// for a message box. The real ones are in systemdesktop.h. GUI thread only.
namespace homeport {

class UrlOpener
{
public:
    virtual ~UrlOpener() = default;
    [[nodiscard]] virtual bool open(const QUrl &url) = 0; // false: no browser could be started
};

class Clipboard
{
public:
    virtual ~Clipboard() = default;
    virtual void copy(const QString &text) = 0;
    virtual void copySecret(const QString &text) = 0; // marked, so that clipboard histories leave it out
    virtual void copyImage(const QImage &image) = 0;
};

struct Question
{
    QString title;
    QString text;   // what will happen
    QString accept; // the verb on the button: "Revoke key"
};

class Prompt
{
public:
    virtual ~Prompt() = default;
    // Calls @p accepted at most once, later, and only when the user agreed. Never blocks.
    virtual void confirm(QWidget *parent, const Question &question, std::function<void()> accepted) = 0;
};

} // namespace homeport
