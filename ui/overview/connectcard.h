// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "ui/overview/snippets.h"

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace homeport {

class Clipboard;
class CodeView;
class CopyButton;
class Theme;

// Ready-made lines for Claude Code and a curl call. Shows a placeholder for the key; copying puts a key
// that was just created in its place.
class ConnectCard final : public QWidget
{
    Q_OBJECT

public:
    ConnectCard(Clipboard &clipboard, const Theme &theme, QWidget *parent = nullptr);

    void setBaseUrl(const QString &baseUrl);   // empty: the last one stays
    void setFreshKey(const SharedSecret &key); // null: none to be had

private:
    void addSegment(Snippet snippet, const QString &title, QWidget *bar);
    void refresh();
    void copy();
    [[nodiscard]] QString caption() const;

    Clipboard &m_clipboard;
    QButtonGroup *m_segments;
    QLabel *m_caption;
    CodeView *m_code;
    CopyButton *m_copy;
    QLabel *m_keyNote;
    QString m_baseUrl = QStringLiteral("http://127.0.0.1:8642");
    SharedSecret m_freshKey;
    Snippet m_snippet = Snippet::Shell;
};

} // namespace homeport
