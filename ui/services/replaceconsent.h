// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace homeport {

class Prompt;

// A dialog's rule for the file it writes: one that is there is replaced only once the user agreed to lose this very one.
class ReplaceConsent final
{
public:
    explicit ReplaceConsent(Prompt &prompt) : m_prompt(prompt) {} // outlives it

    void setChosen(const QString &path); // in a file dialog, which has asked where a file was there
    // Calls @p write at once where no file is at @p path or the file dialog has asked about it, else once the user agrees, as Prompt does. A file
    // dialog's answer counts for one file written.
    void ask(QWidget *parent, const QString &path, std::function<void()> write);

private:
    Prompt &m_prompt;
    QString m_chosen; // a file that may be replaced; empty: none
};

} // namespace homeport
