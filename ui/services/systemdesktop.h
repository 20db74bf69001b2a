// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/desktop.h"

namespace homeport {

// The real desktop: QDesktopServices, QClipboard, QMessageBox.
class SystemUrlOpener final : public UrlOpener
{
public:
    [[nodiscard]] bool open(const QUrl &url) override;
};

class SystemClipboard final : public Clipboard
{
public:
    void copy(const QString &text) override;
    void copySecret(const QString &text) override;
    void copyImage(const QImage &image) override;
};

class DialogPrompt final : public Prompt
{
public:
    void confirm(QWidget *parent, const Question &question, std::function<void()> accepted) override;
};

} // namespace homeport
