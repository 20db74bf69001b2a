// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/toolsservice.h"

#include <QPlainTextEdit>

namespace homeport {

class Theme;

// Lines that go and come, with a sign before each, and a colour. Read-only; as tall as they are, up to a screenful.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    DiffView(const QString &name, const Theme &theme, QWidget *parent = nullptr);

    void setFiles(const QList<ToolFileChange> &files); // each under its path

private:
    void rebuild();
    void fitHeight();

    const Theme &m_theme;
    QList<ToolFileChange> m_files;
};

} // namespace homeport
