// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "ui/keys/toollines.h"

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace homeport {

class Clipboard;
class CodeView;
class NewKeyPanel;
class Theme;

// A key that was just made, the one time it is seen, with the lines that a tool needs.
class FreshKeyPanel final : public QWidget
{
    Q_OBJECT

public:
    FreshKeyPanel(Clipboard &clipboard, const Theme &theme, QWidget *parent = nullptr);

    void setBaseUrl(const QString &baseUrl); // empty: the last one stays
    void display(const CreatedKey &key, Tool tool);
    void forget();                                         // clears and hides
    [[nodiscard]] qint64 keyId() const { return m_keyId; } // 0: none is shown

Q_SIGNALS:
    void dismissed();

private:
    [[nodiscard]] QWidget *makeSegments();
    void showLines();
    void copyLines();

    Clipboard &m_clipboard;
    NewKeyPanel *m_key;
    QButtonGroup *m_segments;
    QLabel *m_text;
    CodeView *m_code;
    QString m_baseUrl = QStringLiteral("http://127.0.0.1:8642");
    SharedSecret m_plain;
    qint64 m_keyId = 0;
    Tool m_tool = Tool::ClaudeCode;
};

} // namespace homeport
